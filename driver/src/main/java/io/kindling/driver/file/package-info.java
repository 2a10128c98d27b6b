/** Files that may come from somebody else: where they may lie, and how much of them is read. */
package io.kindling.driver.file;
