#!/usr/bin/env python3
"""Writes what the leak suite builds: for each seed and each edition X of its dossier

    OUT/SEED/full           the dossier
    OUT/SEED/X/cut          what is left of it when everything above X is deleted
    OUT/SEED/X/other        the same dossier with everything above X thrown anew

    make.py OUT FIRST COUNT
"""

import pathlib
import sys

from random_dossier import Maker
from strip import strip


def make(out, seed):
    full = out / "full"
    maker = Maker(seed)
    maker.write(full)
    for name, ceiling in maker.editions.items():
        strip(full, name, out / name / "cut")
        if ceiling < 4:
            Maker(seed, above=ceiling, salt=1).write(out / name / "other")


def main():
    out, first, count = pathlib.Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    for seed in range(first, first + count):
        make(out / str(seed), seed)


if __name__ == "__main__":
    main()
