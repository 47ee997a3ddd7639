// Package folderlock keeps a folder for one process at a time: two that write into one would ruin each other's files.
//
// It owns: the lock (flock) on a folder's file "lock", the number of the process that holds it, written into it for people
// and messages, and how it is given back at once.
//
// It does not own: the folder, and what is said to whoever is refused.
//
// It never: waits, removes the file, or leaves a folder locked by a process that has ended: the kernel takes the lock back then, however
// that was.
package folderlock
