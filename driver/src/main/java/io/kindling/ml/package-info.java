/** Neural networks as Spark ML's estimators and models: in pipelines, cross-validation, notebooks, SQL and streams. */
package io.kindling.ml;
