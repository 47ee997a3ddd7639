package privatepg

import "syscall"

// setDeathSignal has the kernel send the signal when the thread that starts the process ends, however it ends.
func setDeathSignal(attributes *syscall.SysProcAttr, signal syscall.Signal) {
	attributes.Pdeathsig = signal
}
