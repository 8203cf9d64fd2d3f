"""`python -m bot` is `hypha`."""

import sys

from bot.cli import main

sys.exit(main())
