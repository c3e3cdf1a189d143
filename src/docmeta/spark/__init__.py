"""Beyond one machine: Apache Spark, with the extra `spark`.

`spark.read.format("docmeta")` and `df.write.format("docmeta")` need Spark 4 and no call of this module: Spark finds `pyspark_docmeta`.
`convert()` runs `docmeta.convert()` on many sources at once, with Spark 3.5 as well. See the how-to "A hundred million records".
"""

from docmeta.spark.jobs import convert
from docmeta.spark.target import Done

__all__ = ["Done", "convert"]
