from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_TOP = Path(__file__).parents[2]
_JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
_NEEDED = ("bin", "jars", "sbin")


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    """A cluster of two executors, each a process of its own, and a session on it."""
    pyspark = pytest.importorskip("pyspark", reason="needs pyspark: pip install 'cmcompliance[spark]'")
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("needs Java 17: apt-get install openjdk-17-jre-headless")
    home = tmp_path_factory.mktemp("spark-home")  # executors keep their logs in it
    for name in _NEEDED:
        (home / name).symlink_to(Path(pyspark.__file__).parent / name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_HOME", str(home))
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("PYTHONPATH", os.pathsep.join([str(_TOP / "src"), str(_TOP), str(_TOP / "tests")]))
        from pyspark.sql import SparkSession

        made = (
            SparkSession.builder.master("local-cluster[2,1,1024]")
            .appName("cmcompliance tests")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.extraJavaOptions", _JAVA)
            .config("spark.executor.extraJavaOptions", _JAVA)
            .config("spark.executorEnv.PYTHONPATH", os.environ["PYTHONPATH"])
            .config("spark.executorEnv.CMCOMPLIANCE_CACHE", os.environ["CMCOMPLIANCE_CACHE"])
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.warehouse.dir", str(tmp_path_factory.mktemp("warehouse")))
            .config("spark.log.level", "ERROR")
            .config("spark.ui.showConsoleProgress", "false")
            .getOrCreate()
        )
        yield made
        made.stop()
