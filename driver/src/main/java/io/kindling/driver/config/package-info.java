/** What the user writes in YAML, as records. */
package io.kindling.driver.config;
