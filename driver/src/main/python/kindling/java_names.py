"""How PySpark finds a Python class by the name of a Java class."""

import sys
from types import ModuleType


def stand_for(java_package: str, module: ModuleType) -> None:
    """Lets a Python module stand for a Java package.

    PySpark loads a stage by importing the name of its Java class, with ``org.apache.spark`` replaced by ``pyspark``. Other
    packages' names stay as they are, and Python's own ``io`` is no package that could hold an ``io.kindling``. But an import looks
    among the modules that are loaded first, and by the whole name.
    """
    sys.modules[java_package] = module
