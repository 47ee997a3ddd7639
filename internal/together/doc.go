// Package together lets those who bring the like of one another at the same time have it done at once.
//
// It owns: who does it for whom. It does not own: what is done, nor goroutines: the work runs in those of its callers, so that nothing
// of it outlives them.
//
// It never: lets anybody wait for company; loses or doubles what was brought; lets one hand work for the others for longer than one group.
package together
