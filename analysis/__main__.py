"""`python -m analysis` is the command `lesarten`."""

from analysis.cli import main

main()
