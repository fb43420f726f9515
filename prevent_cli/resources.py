"""Where the templates, frameworks, crosswalks and toolkits on board lie.

In an installed wheel they are packaged under ``prevent_cli/_data``; in a clone or an
editable install they are the folders beside the package.
"""

from pathlib import Path

_PACKAGED = Path(__file__).parent / "_data"
DATA = _PACKAGED if _PACKAGED.is_dir() else _PACKAGED.parent.parent
TEMPLATES = DATA / "templates"
FRAMEWORKS = TEMPLATES / "frameworks"
CROSSWALKS = TEMPLATES / "crosswalks"
REPORTS = TEMPLATES / "reports"
FONTS = TEMPLATES / "fonts"
TOOLKITS = DATA / "toolkits"
