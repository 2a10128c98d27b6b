"""Kindling: neural networks on Spark. What there is to use is in :py:mod:`kindling.ml`.

To import this package also tells PySpark which Python classes stand for Kindling's Java classes; do it before a saved pipeline
with one of its stages is loaded.
"""

from kindling import ml

__all__ = ["ml"]
