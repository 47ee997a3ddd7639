// Command ingest measures durable records a second: from the first byte a tracker sends to the row that is committed in
// positions, with PostgreSQL, the path and the trackers on the same machine. Each tracker sends its next packet when the
// last is acknowledged, and the whole fleet waits when too many acknowledged records are not rows yet, so that what is
// measured could go on for ever. The baseline, in the same run, is COPY of the same rows into the same table.
//
//	go run ./bench/ingest -for 60s
package main
