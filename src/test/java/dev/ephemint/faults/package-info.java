/**
 * {@link dev.ephemint.faults.FaultMatrixTest} puts the function in front of a server that fails in every way of
 * {@link dev.ephemint.faults.Fault}, byte by byte.
 */
package dev.ephemint.faults;
