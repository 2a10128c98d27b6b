"""How an estimator trains."""

from __future__ import annotations

from typing import Any, List

from pyspark.ml.param import Param, Params, TypeConverters

from kindling.ml.scoring_params import ScoringParams


class TrainingParams(ScoringParams):
    """How an estimator trains. A network is given as ``layers`` for a quick start, or as ``network``; ``trainingSettings`` has what
    has no parameter of its own."""

    weightCol: Param[str] = Param(
        Params._dummy(),
        "weightCol",
        "column with the weight of each row, 0 or more; by default all weigh 1",
        typeConverter=TypeConverters.toString,
    )
    validationIndicatorCol: Param[str] = Param(
        Params._dummy(),
        "validationIndicatorCol",
        "boolean column, true for the rows that training is watched by and does not learn from",
        typeConverter=TypeConverters.toString,
    )
    validationFraction: Param[float] = Param(
        Params._dummy(),
        "validationFraction",
        "share of the rows that training is watched by and does not learn from, drawn by content and seed: equal rows stay together, so of few different rows the share may be another; 'validationIndicatorCol' meets it exactly",
        typeConverter=TypeConverters.toFloat,
    )
    layers: Param[List[int]] = Param(
        Params._dummy(),
        "layers",
        "sizes of the layers from input to output, as in MLlib's MultilayerPerceptronClassifier: dense layers with the activation between them",
        typeConverter=TypeConverters.toListInt,
    )
    activation: Param[str] = Param(
        Params._dummy(),
        "activation",
        "what stands between the dense layers of 'layers': relu, sigmoid, tanh, gelu or any other activation by name",
        typeConverter=TypeConverters.toString,
    )
    network: Param[str] = Param(
        Params._dummy(),
        "network",
        "the network in YAML, in the place of 'layers': {input: [784], layers: [dense: 256, relu, dense: 10]}; the loss may be left out",
        typeConverter=TypeConverters.toString,
    )
    maxIter: Param[int] = Param(
        Params._dummy(),
        "maxIter",
        "epochs: how often every row comes",
        typeConverter=TypeConverters.toInt,
    )
    batchSize: Param[int] = Param(
        Params._dummy(),
        "batchSize",
        "rows of a step, over all shards together",
        typeConverter=TypeConverters.toInt,
    )
    precision: Param[str] = Param(
        Params._dummy(),
        "precision",
        "of matrix products: 'float32', or 'bf16', which rounds both factors to bfloat16 where the machine multiplies such numbers",
        typeConverter=TypeConverters.toString,
    )
    stepSize: Param[float] = Param(
        Params._dummy(),
        "stepSize",
        "learning rate of the optimizer",
        typeConverter=TypeConverters.toFloat,
    )
    solver: Param[str] = Param(
        Params._dummy(),
        "solver",
        "'mini_batch', or a full-batch solver in YAML: lbfgs, {lbfgs: {l2: 0.01}}; maxIter then counts its iterations",
        typeConverter=TypeConverters.toString,
    )
    optimizer: Param[str] = Param(
        Params._dummy(),
        "optimizer",
        "how gradients become steps, in YAML: adam, sgd, {adamw: {weight_decay: 0.01}}, …",
        typeConverter=TypeConverters.toString,
    )
    schedule: Param[str] = Param(
        Params._dummy(),
        "schedule",
        "how the learning rate changes from step to step, in YAML: constant, {cosine: {warmup_steps: 200}}, …",
        typeConverter=TypeConverters.toString,
    )
    clipNorm: Param[float] = Param(
        Params._dummy(),
        "clipNorm",
        "longest gradient: one with a larger norm is scaled down to it; 0: none is",
        typeConverter=TypeConverters.toFloat,
    )
    patience: Param[int] = Param(
        Params._dummy(),
        "patience",
        "validations in a row without a new best, after which training stops; 0: it does not; needs validation rows",
        typeConverter=TypeConverters.toInt,
    )
    monitor: Param[str] = Param(
        Params._dummy(),
        "monitor",
        "the validation figure that decides which weights are kept: loss, or a metric such as accuracy or rmse",
        typeConverter=TypeConverters.toString,
    )
    standardization: Param[bool] = Param(
        Params._dummy(),
        "standardization",
        "whether to learn from (x - mean) / deviation of each feature, fitted on the training rows",
        typeConverter=TypeConverters.toBoolean,
    )
    seed: Param[int] = Param(
        Params._dummy(),
        "seed",
        "decides everything random: first weights, order of rows, dropout, split by fraction",
        typeConverter=TypeConverters.toInt,
    )
    checkpointInterval: Param[int] = Param(
        Params._dummy(),
        "checkpointInterval",
        "epochs between checkpoints in 'checkpointDir', at least 1; -1: none",
        typeConverter=TypeConverters.toInt,
    )
    checkpointDir: Param[str] = Param(
        Params._dummy(),
        "checkpointDir",
        "where checkpoints lie, on any file system that Hadoop knows; fit goes on from the newest in it",
        typeConverter=TypeConverters.toString,
    )
    numShards: Param[int] = Param(
        Params._dummy(),
        "numShards",
        "parts that the rows are cut into, one task a step each; 0: as many as there are task slots. The same number gives the same weights on any cluster of the same kind of processor",
        typeConverter=TypeConverters.toInt,
    )
    engine: Param[str] = Param(
        Params._dummy(),
        "engine",
        "where steps are computed: 'local' is the driver's threads, 'spark' a job a step, 'auto' is local on a local master",
        typeConverter=TypeConverters.toString,
    )
    tensorBoardDir: Param[str] = Param(
        Params._dummy(),
        "tensorBoardDir",
        "where each fit writes event files for TensorBoard, in a folder of its own, on any file system that Hadoop knows; by default none are written",
        typeConverter=TypeConverters.toString,
    )
    mlflowUri: Param[str] = Param(
        Params._dummy(),
        "mlflowUri",
        "address of an MLflow server, such as http://localhost:5000, that is told of each fit as of a run; by default none is told, or with 'mlflowExperiment' the one that the variable MLFLOW_TRACKING_URI names",
        typeConverter=TypeConverters.toString,
    )
    mlflowExperiment: Param[str] = Param(
        Params._dummy(),
        "mlflowExperiment",
        "MLflow's experiment that each fit is a run of; by default the variable MLFLOW_EXPERIMENT_NAME, or else the uid, if 'mlflowUri' is set",
        typeConverter=TypeConverters.toString,
    )
    trainingSettings: Param[str] = Param(
        Params._dummy(),
        "trainingSettings",
        "further settings of training in YAML, by their names there: {sync: {local_steps: 8}, augmentation: [...]}",
        typeConverter=TypeConverters.toString,
    )

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._setDefault(
            validationFraction=0.0,
            activation="relu",
            maxIter=10,
            batchSize=256,
            precision="float32",
            stepSize=0.001,
            solver="mini_batch",
            optimizer="adam",
            schedule="constant",
            clipNorm=0.0,
            patience=0,
            monitor="loss",
            standardization=False,
            seed=1,
            checkpointInterval=-1,
            numShards=0,
            engine="auto",
        )

    def getWeightCol(self) -> str:
        """Column with the weight of each row; by default all weigh 1."""
        return self.getOrDefault(self.weightCol)

    def getValidationIndicatorCol(self) -> str:
        """Boolean column, true for validation rows."""
        return self.getOrDefault(self.validationIndicatorCol)

    def getValidationFraction(self) -> float:
        """Share of the rows to validate on, in [0, 1); default 0."""
        return self.getOrDefault(self.validationFraction)

    def getLayers(self) -> List[int]:
        """Sizes of the layers from input to output, as MLlib's."""
        return self.getOrDefault(self.layers)

    def getActivation(self) -> str:
        """Between the dense layers of ``layers``; default relu."""
        return self.getOrDefault(self.activation)

    def getNetwork(self) -> str:
        """The network in YAML, in the place of ``layers``."""
        return self.getOrDefault(self.network)

    def getMaxIter(self) -> int:
        """Epochs; default 10."""
        return self.getOrDefault(self.maxIter)

    def getBatchSize(self) -> int:
        """Rows of a step; default 256."""
        return self.getOrDefault(self.batchSize)

    def getPrecision(self) -> str:
        """Of matrix products: ``float32`` (default) or ``bf16``."""
        return self.getOrDefault(self.precision)

    def getStepSize(self) -> float:
        """Learning rate; default 0.001."""
        return self.getOrDefault(self.stepSize)

    def getSolver(self) -> str:
        """``mini_batch`` (default), or a full-batch solver in YAML, such as ``lbfgs``."""
        return self.getOrDefault(self.solver)

    def getOptimizer(self) -> str:
        """How gradients become steps, in YAML; default adam."""
        return self.getOrDefault(self.optimizer)

    def getSchedule(self) -> str:
        """How the learning rate changes, in YAML; default constant."""
        return self.getOrDefault(self.schedule)

    def getClipNorm(self) -> float:
        """Longest gradient; default 0: any."""
        return self.getOrDefault(self.clipNorm)

    def getPatience(self) -> int:
        """Validations without a new best before training stops; default 0: it goes on."""
        return self.getOrDefault(self.patience)

    def getMonitor(self) -> str:
        """The figure that decides what is best; default loss."""
        return self.getOrDefault(self.monitor)

    def getStandardization(self) -> bool:
        """Whether features are standardised; default false."""
        return self.getOrDefault(self.standardization)

    def getSeed(self) -> int:
        """Decides everything random; default 1."""
        return self.getOrDefault(self.seed)

    def getCheckpointInterval(self) -> int:
        """Epochs between checkpoints; default -1: none."""
        return self.getOrDefault(self.checkpointInterval)

    def getCheckpointDir(self) -> str:
        """Where checkpoints lie."""
        return self.getOrDefault(self.checkpointDir)

    def getNumShards(self) -> int:
        """Parts of the rows; default 0: as many as task slots."""
        return self.getOrDefault(self.numShards)

    def getEngine(self) -> str:
        """``auto`` (default), ``local`` or ``spark``."""
        return self.getOrDefault(self.engine)

    def getTensorBoardDir(self) -> str:
        """Where each ``fit`` writes event files for TensorBoard; by default none."""
        return self.getOrDefault(self.tensorBoardDir)

    def getMlflowUri(self) -> str:
        """Address of an MLflow server that is told of each ``fit``; by default none is."""
        return self.getOrDefault(self.mlflowUri)

    def getMlflowExperiment(self) -> str:
        """MLflow's experiment; by default the variable MLFLOW_EXPERIMENT_NAME, or else the uid."""
        return self.getOrDefault(self.mlflowExperiment)

    def getTrainingSettings(self) -> str:
        """Further settings of ``training`` in YAML."""
        return self.getOrDefault(self.trainingSettings)
