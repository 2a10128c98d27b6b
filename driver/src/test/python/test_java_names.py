"""PySpark's way from a Java class to a Python class, for a package whose first name is that of Python's own io. Needs no PySpark."""

import importlib.util
import sys
import types
import unittest
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "main" / "python" / "kindling" / "java_names.py"


def loaded_as_pyspark_does(java_class):
    """How pyspark.ml.wrapper and pyspark.ml.util import a class by its name."""
    parts = java_class.split(".")
    module = __import__(".".join(parts[:-1]), fromlist=[parts[-1]])
    return getattr(module, parts[-1])


class JavaNamesTest(unittest.TestCase):
    def test_a_class_is_found_by_its_java_name_after_the_package_was_imported(self):
        with self.assertRaises(ModuleNotFoundError):
            loaded_as_pyspark_does("io.kindling.ml.NeuralNetworkClassifier")
        spec = importlib.util.spec_from_file_location("java_names", SOURCE)
        java_names = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(java_names)
        package = types.ModuleType("kindling.ml")
        package.__path__ = []
        package.NeuralNetworkClassifier = type("NeuralNetworkClassifier", (), {})
        java_names.stand_for("io.kindling.ml", package)
        try:
            found = loaded_as_pyspark_does("io.kindling.ml.NeuralNetworkClassifier")
            self.assertIs(found, package.NeuralNetworkClassifier)
            self.assertFalse(hasattr(sys.modules["io"], "kindling"), "Python's own io is left as it is")
        finally:
            del sys.modules["io.kindling.ml"]


if __name__ == "__main__":
    unittest.main()
