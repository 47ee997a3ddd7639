//go:build unix && !linux

package privatepg

import "syscall"

// setDeathSignal does nothing: only Linux has parent-death signals. Elsewhere a killed Livery leaves its server
// running, and the next start names it.
func setDeathSignal(*syscall.SysProcAttr, syscall.Signal) {}
