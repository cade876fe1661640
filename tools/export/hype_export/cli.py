"""The command line."""

import argparse
import os
import shlex
import sys

from hype_export import bundle, checkpoint, families, graph, reference, vocabulary
from hype_export.refusal import Refusal

DESCRIPTION = """Writes a model bundle of a PyTorch checkpoint.

The checkpoint is a file of torch.save (a state dict, or one under `state_dict` or `model`) or a .safetensors file. No code
in it is run. What does not fit the family is refused with exit code 2, and nothing is written."""


def parser():
    """The options."""
    result = argparse.ArgumentParser(
        prog="hype_export", description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    result.add_argument("checkpoint", help="a file of torch.save, or .safetensors")
    result.add_argument("--family", required=True, choices=families.FAMILIES)
    result.add_argument("--out", required=True, help="folder of the bundle, not there yet")
    tokens = result.add_mutually_exclusive_group(required=True)
    tokens.add_argument("--vocab", help="CLIP's merges: bpe_simple_vocab_16e6.txt.gz")
    tokens.add_argument("--tokenizer", help="a tokenizer.json of byte-level BPE in place of --vocab")
    result.add_argument("--precision", choices=("fp32", "fp16"), default="fp32", help="how weights are stored")
    result.add_argument("--reference", help="HYPE's reference set, a file of torch.save with img and txt")
    result.add_argument("--name", help="the model's name (default: that of the checkpoint's file)")
    result.add_argument("--source", default="", help="where the weights come from")
    result.add_argument("--license", default="", help="the licence of the weights")
    result.add_argument("--quick-gelu", action="store_true", help="the activation of OpenAI's models, and of -quickgelu ones")
    result.add_argument("--image-heads", type=int, default=0, help="heads of the image tower (default: by its width)")
    result.add_argument("--text-heads", type=int, default=0, help="heads of the text tower (default: its width / 64)")
    result.add_argument("--mean", type=float, nargs=3, metavar=("R", "G", "B"), help="of pixels between 0 and 1")
    result.add_argument("--std", type=float, nargs=3, metavar=("R", "G", "B"), help="of pixels between 0 and 1")
    result.add_argument("--ignore", action="append", default=[], metavar="REGEX", help="a tensor that may be there unused")
    result.add_argument("--verify", action="store_true", help="compare by Python's ONNX Runtime where it is installed")
    result.add_argument(
        "--check-samples", type=int, default=6, metavar="N", help="captions and images of the check folder (default: all, 6)"
    )
    result.add_argument(
        "--external-over",
        type=int,
        default=graph.LARGEST_FILE,
        metavar="BYTES",
        help="weights of more go into a file beside the graph",
    )
    return result


def export(options, command):
    """Reads everything, then writes; returns lines to print."""
    family = families.FAMILIES[options.family]
    if options.check_samples < 1:
        raise Refusal(f"--check-samples must be at least 1, got {options.check_samples}")
    if options.std and min(options.std) <= 0:
        raise Refusal(f"--std must be above 0, got {options.std}")
    choices = families.Choices(
        image_heads=options.image_heads,
        text_heads=options.text_heads,
        quick_gelu=options.quick_gelu,
        mean=tuple(options.mean or ()),
        std=tuple(options.std or ()),
        ignored=tuple(options.ignore),
    )
    try:
        model = families.load(family, checkpoint.read(options.checkpoint), choices)
    except Refusal as e:
        raise Refusal(f"{options.checkpoint} is refused as {options.family}: {e}") from None
    length = model.text_sizes.context_length
    tokenizer = (
        vocabulary.of_merges(options.vocab, length) if options.vocab else vocabulary.of_file(options.tokenizer, length)
    )
    vocabulary.check(tokenizer, model.text_sizes.vocabulary, options.vocab or options.tokenizer)
    if options.reference and model.curvature is None:
        raise Refusal("a reference set is of no use to a Euclidean model")
    matrices = None
    if options.reference:
        try:
            matrices = reference.read(options.reference, model.vision_sizes.dimension)
        except Refusal as e:
            raise Refusal(f"{options.reference} is refused: {e}") from None
    return summary(model) + bundle.write(model, tokenizer, matrices, options, command)


def summary(model):
    """What was found in the checkpoint."""
    vision, text = model.vision_sizes, model.text_sizes
    lines = [
        f"images: {vision.image_size} pixels, patches of {vision.patch}, {vision.layer.layers} layers of "
        f"{vision.layer.width}, {vision.layer.heads} heads",
        f"texts: {text.context_length} of {text.vocabulary} tokens, {text.layer.layers} layers of {text.layer.width}, "
        f"{text.layer.heads} heads",
        f"space: {vision.dimension} dimensions, "
        + ("Euclidean" if model.curvature is None else f"curvature -{model.curvature:.6g}"),
    ]
    if model.curvature is not None:
        lines.append(f"scales: images {model.image_scale:.6g}, texts {model.text_scale:.6g}")
    return lines


def main(arguments):
    """Exit code 0, or 2 where something is refused."""
    options = parser().parse_args(arguments)
    options.name = options.name or os.path.basename(options.checkpoint).split(".")[0]
    try:
        lines = export(options, shlex.join(["python3", "-m", "hype_export", *arguments]))
    except (Refusal, OSError) as e:
        print(e, file=sys.stderr)
        return 2
    print("\n".join(lines))
    print(f"{options.out} is written")
    return 0
