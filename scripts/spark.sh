# Read by kindling and cluster: finds Java, builds what is missing, and finds a Spark to run on. Nothing to be run itself.
# Sets home, jar, java and class_path; distribution is the Spark that SPARK_HOME names, if it does.
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
jar=$home/driver/target/kindling.jar
class_path=$home/driver/target/spark-classpath.txt

distribution=${SPARK_HOME:-}

fail() { echo "$1" >&2; exit 2; }

find_java() {
  java=${JAVA_HOME:+$JAVA_HOME/bin/}java
  command -v "$java" >/dev/null || fail "Java was not found. Install a JDK 17 or newer, or set JAVA_HOME to one."
  local version
  version=$("$java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1)
  [ "${version:-0}" -ge 17 ] ||
    fail "Java ${version:-of an unknown version} was found; Kindling needs a JDK 17 or newer. Set JAVA_HOME to one."
}

stale() {
  [ ! -f "$jar" ] || [ ! -f "$class_path" ] ||
    [ -n "$(find "$home/pom.xml" "$home"/{driver,worker-kernels}/{pom.xml,src/main} -newer "$jar" -print -quit)" ]
}

build_what_is_missing() {
  stale || return 0
  command -v mvn >/dev/null || fail "Maven was not found, and Kindling has to be built first. Install Maven 3.8 or newer."
  echo "Building Kindling (the first time Maven fetches Spark, which takes a few minutes) ..." >&2
  mvn -q -B -f "$home/pom.xml" -pl driver -am -Dmaven.test.skip=true -Dspotless.check.skip=true package >&2
  touch "$jar"
}

# What a Spark distribution has, from Maven's jars: a folder whose jars/ holds links to them.
stand_in() {
  local folder=$home/driver/target/spark
  if [ ! -d "$folder/jars" ] || [ "$class_path" -nt "$folder/jars" ]; then
    rm -rf "$folder" "$folder.$$"
    mkdir -p "$folder.$$/jars"
    tr ':' '\n' <"$class_path" | while IFS= read -r file || [ -n "$file" ]; do
      [ -z "$file" ] || ln -sf "$file" "$folder.$$/jars/"
    done
    mv "$folder.$$" "$folder" 2>/dev/null || rm -rf "$folder.$$"
  fi
  echo "$folder"
}

# spark_command CLASS [argument ...]: fills the array command with what starts a class of Spark, as Spark's own
# bin/spark-class puts it together: its options for Java, SPARK_SUBMIT_OPTS, SPARK_DAEMON_MEMORY, --driver-memory.
spark_command() {
  if [ -n "$distribution" ]; then
    [ -x "$distribution/bin/spark-class" ] ||
      fail "SPARK_HOME is $distribution, where there is no bin/spark-class. Set it to a Spark 4 distribution, or unset it."
    command=("$distribution/bin/spark-class" "$@")
    return
  fi
  # Without the version Spark looks for the folders of its own source code.
  export SPARK_SCALA_VERSION=2.13
  SPARK_HOME=$(stand_in)
  export SPARK_HOME
  command=()
  local word
  {
    # Spark's launcher begins with a line of its own.
    IFS= read -r word || true
    while IFS= read -r -d '' word; do command+=("$word"); done
  } < <("$java" -Xmx128m -cp "$SPARK_HOME/jars/*" org.apache.spark.launcher.Main "$@" && printf 'done\0')
  local last=$((${#command[@]} - 1))
  if [ $last -lt 1 ] || [ "${command[last]}" != 'done' ]; then exit 2; fi
  unset "command[last]"
}
