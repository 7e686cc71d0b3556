"""Decides a caseload in Spark, on one machine. Run it from the root of the repository, with `masa[spark]` and Java."""

import os
import sys

import masa.spark
from pyspark.sql import SparkSession

os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # the workers' Python, which must have masa too
session = SparkSession.builder.master("local[2]").config("spark.ui.showConsoleProgress", "false").getOrCreate()

columns = ["case", "incident.authority_aware_on", "review.lcspr_decision", "review.publication_inappropriate"]
invented = [
    ("a", "2025-03-03", "lcspr", "no"),
    ("b", "2025-03-04", "lcspr", None),
    ("c", None, "no_lcspr", None),
    ("d", "2025-03-07", None, "no"),
]
cases = session.createDataFrame(invented, columns).repartition(2)

wanted = ["guidance_edition", "publish_report"]
answers = masa.spark.decide(cases, "rules", at="2025-03-10", apart=["case"], decisions=wanted)
answers.orderBy("case").show()
answers.groupBy("`publish_report.state`").count().orderBy("`publish_report.state`").show()
session.stop()
