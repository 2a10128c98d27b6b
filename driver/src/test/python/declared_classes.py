"""Prints as JSON what the classes of a Python package declare: their Java classes, parameters and methods.

It reads the source and imports nothing, so that it needs no PySpark. Usage: declared_classes.py FOLDER
"""

import ast
import json
import sys
from pathlib import Path


def typed(name, default=None):
    return {"doc": None, "converter": name, "default": default}


FEATURES = {"featuresCol": typed("toString", "features")}
LABEL = {"labelCol": typed("toString", "label")}
PREDICTOR = {**FEATURES, **LABEL, "predictionCol": typed("toString", "prediction")}
CLASSIFIER = {
    **PREDICTOR,
    "rawPredictionCol": typed("toString", "rawPrediction"),
    "probabilityCol": typed("toString", "probability"),
    "thresholds": typed("toListFloat"),
}


def accessors(params, kinds):
    return sorted(kind + name[0].upper() + name[1:] for name in params for kind in kinds)


# What PySpark's own classes bring: parameters, and methods to get and set them.
PYSPARK = {
    "HasFeaturesCol": (FEATURES, accessors(FEATURES, ["get"])),
    "HasLabelCol": (LABEL, accessors(LABEL, ["get"])),
    "_JavaRegressor": (PREDICTOR, accessors(PREDICTOR, ["get", "set"])),
    "_JavaProbabilisticClassifier": (CLASSIFIER, accessors(CLASSIFIER, ["get", "set"])),
    # A model's label column is for evaluate, and has a getter alone.
    "_JavaRegressionModel": (
        PREDICTOR,
        accessors(PREDICTOR, ["get"]) + ["setFeaturesCol", "setPredictionCol"],
    ),
    "_JavaProbabilisticClassificationModel": (
        CLASSIFIER,
        accessors(CLASSIFIER, ["get"])
        + ["setFeaturesCol", "setPredictionCol", "setRawPredictionCol", "setProbabilityCol", "setThresholds"],
    ),
}


def plain(node):
    """The name of a base, its type arguments left out."""
    if isinstance(node, ast.Subscript):
        node = node.value
    return node.attr if isinstance(node, ast.Attribute) else node.id


def declared(statement):
    """The name and declaration of a Param, or None."""
    if not (isinstance(statement, ast.AnnAssign) and isinstance(statement.value, ast.Call)):
        return None
    call = statement.value
    if plain(call.func) != "Param":
        return None
    name, doc = (ast.literal_eval(argument) for argument in call.args[1:3])
    if name != statement.target.id:
        raise SystemExit(f"The attribute {statement.target.id} holds a Param of another name, {name}.")
    converter = next(keyword.value.attr for keyword in call.keywords if keyword.arg == "typeConverter")
    return name, {"doc": doc, "converter": converter, "default": None}


def of_class(name, classes):
    """The Java class, parameters, methods and keywords of a class, those of its bases included."""
    if name not in classes:
        params, methods = PYSPARK.get(name, ({}, []))
        return {"javaClass": None, "params": {k: dict(v) for k, v in params.items()}, "methods": set(methods), "keywords": {}}
    node = classes[name]
    found = {"javaClass": None, "params": {}, "methods": set(), "keywords": {}}
    for base in reversed(node.bases):
        inherited = of_class(plain(base), classes)
        found["params"].update(inherited["params"])
        found["methods"] |= inherited["methods"]
    for statement in node.body:
        param = declared(statement)
        if param:
            found["params"][param[0]] = param[1]
        elif isinstance(statement, ast.Assign) and statement.targets[0].id == "_java_class":
            found["javaClass"] = ast.literal_eval(statement.value)
        elif isinstance(statement, ast.FunctionDef):
            found["methods"].add(statement.name)
            if statement.args.kwonlyargs:
                found["keywords"][statement.name] = {
                    argument.arg: ast.literal_eval(default)
                    for argument, default in zip(statement.args.kwonlyargs, statement.args.kw_defaults)
                }
    for call in (inner for inner in ast.walk(node) if isinstance(inner, ast.Call)):
        if isinstance(call.func, ast.Attribute) and call.func.attr == "_setDefault":
            for keyword in call.keywords:
                found["params"][keyword.arg]["default"] = ast.literal_eval(keyword.value)
    return found


def main(folder):
    classes = {}
    for file in sorted(Path(folder).rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"), str(file))
        classes.update((node.name, node) for node in tree.body if isinstance(node, ast.ClassDef))
    found = {name: of_class(name, classes) for name in classes}
    json.dump({name: {**one, "methods": sorted(one["methods"])} for name, one in found.items()}, sys.stdout, indent=1)


if __name__ == "__main__":
    main(sys.argv[1])
