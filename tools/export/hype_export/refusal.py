"""What stops an export before anything is written."""


class Refusal(Exception):
    """A checkpoint, a file or an option that does not fit; the message is for the user."""
