"""python3 -m hype_export"""

import sys

from hype_export.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
