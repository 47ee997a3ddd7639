package rig

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// tick is the unit of /proc/<pid>/stat on every Linux that Go runs on (USER_HZ).
const tick = 10 * time.Millisecond

// processorTime of a process, user and system; 0 if it is gone.
func processorTime(pid int) time.Duration {
	own, _ := times(pid)
	return own
}

// times of a process: its own, and that of its children that have ended.
func times(pid int) (own, ended time.Duration) {
	fields := statOf(pid)
	if len(fields) < 15 {
		return 0, 0
	}
	// utime, stime, cutime and cstime
	var n [4]int
	for i := range n {
		n[i], _ = strconv.Atoi(fields[11+i])
	}
	return time.Duration(n[0]+n[1]) * tick, time.Duration(n[2]+n[3]) * tick
}

func parentOf(pid int) int {
	fields := statOf(pid)
	if len(fields) < 2 {
		return 0
	}
	parent, _ := strconv.Atoi(fields[1])
	return parent
}

// statOf are the fields of /proc/<pid>/stat from the state on: behind the name, which may hold anything, in its brackets.
func statOf(pid int) []string {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return nil
	}
	text := string(b)
	return strings.Fields(text[strings.LastIndexByte(text, ')')+1:])
}

// familyTime is the processor time of a process, its children, and those of its children that have ended.
func familyTime(pid int) time.Duration {
	sum, ended := times(pid)
	sum += ended
	all, err := os.ReadDir("/proc")
	if err != nil {
		return sum
	}
	for _, entry := range all {
		if child, err := strconv.Atoi(entry.Name()); err == nil && parentOf(child) == pid {
			own, _ := times(child)
			sum += own
		}
	}
	return sum
}

// Resident memory of a process, in bytes, and of it what is private.
func Resident(pid int) int64 {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(b)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kb, _ := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(rest), " kB"), 10, 64)
			return kb << 10
		}
	}
	return 0
}

// OwnTime is the processor time that this process has taken so far, and those that it has started and that have ended.
func OwnTime() time.Duration {
	own, ended := times(os.Getpid())
	return own + ended
}
