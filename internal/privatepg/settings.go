package privatepg

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

const settingsFile = "livery.conf"

// writeSettings writes livery.conf anew, so that a newer Livery brings its settings to an older cluster.
func (s *Server) writeSettings() error {
	content := settings(s.durable, s.memory)
	if err := s.writeFor(filepath.Join(s.place.cluster(), settingsFile), content); err != nil {
		return fmt.Errorf("writing the server's settings: %w", err)
	}
	return nil
}

// settings for a machine that PostgreSQL shares with Livery and little else.
func settings(durable bool, memory int) string {
	var b strings.Builder
	b.WriteString("# Written by Livery at each start. To change a setting for good: ALTER SYSTEM.\n")
	set := func(name, value string) { fmt.Fprintf(&b, "%s = '%s'\n", name, value) }

	set("max_connections", "200")
	set("shared_buffers", megabytes(clamp(memory/8, 128, 2048)))
	set("effective_cache_size", megabytes(clamp(memory/2, 512, 16384)))
	set("work_mem", "8MB")
	set("maintenance_work_mem", megabytes(clamp(memory/32, 64, 512)))
	set("random_page_cost", "1.1") // solid state
	// Requests are short and cores are few: compiling a plan, or sharing one out to workers, costs more than it gives.
	// Workers also need /dev/shm, of which containers have little.
	set("jit", "off")
	set("max_parallel_workers_per_gather", "0")
	// Partitions take a lock each.
	set("max_locks_per_transaction", "256")
	set("timezone", "UTC")
	set("log_timezone", "UTC")
	set("lc_messages", "C")

	// The log reaches Livery's own. What clients did wrong is told to them; rows and parameters, which are personal
	// data, stay out of it.
	set("logging_collector", "off")
	set("log_destination", "stderr")
	set("log_line_prefix", "")
	set("log_error_verbosity", "terse")
	set("log_min_error_statement", "panic")
	set("log_checkpoints", "off")

	if durable {
		set("fsync", "on")
		set("synchronous_commit", "on")
		set("full_page_writes", "on")
		set("min_wal_size", "256MB")
		set("max_wal_size", "2GB")
		set("checkpoint_timeout", "15min")
		return b.String()
	}
	set("fsync", "off")
	set("synchronous_commit", "off")
	set("full_page_writes", "off")
	set("wal_level", "minimal")
	set("max_wal_senders", "0")
	set("max_wal_size", "4GB")
	set("checkpoint_timeout", "1h")
	// Test databases live for a second; a worker in one only delays its removal.
	set("autovacuum", "off")
	return b.String()
}

func megabytes(n int) string { return strconv.Itoa(n) + "MB" }

func clamp(n, low, high int) int { return max(low, min(n, high)) }

// memoryMegabytes is the machine's memory, or 1 GiB where the kernel does not say.
func memoryMegabytes() int {
	const unknown = 1024
	file, err := os.Open("/proc/meminfo")
	if err != nil {
		return unknown
	}
	defer func() { _ = file.Close() }()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		fields := strings.Fields(lines.Text())
		if len(fields) >= 2 && fields[0] == "MemTotal:" {
			if kilobytes, err := strconv.Atoi(fields[1]); err == nil {
				return kilobytes / 1024
			}
		}
	}
	return unknown
}
