"""Beyond one machine: Apache Spark, with the extra `spark`.

`spark.read.format("docmeta")` and `df.write.format("docmeta")` need Spark 4, which finds them by itself (by the module
`pyspark_docmeta`): nothing of this module need be called.
`convert()` runs `docmeta.convert()` on many sources at once, and works with Spark 3.5 too. See the how-to "A hundred million records".
"""

from docmeta.spark.jobs import convert
from docmeta.spark.target import Done

__all__ = ["Done", "convert"]
