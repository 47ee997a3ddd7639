// Command ingest measures durable records a second: from the first byte a tracker sends to the row that is committed in
// positions, with PostgreSQL, the path and the trackers on the same machine. Each tracker sends its next packet when the
// last is acknowledged, and the whole fleet waits when too many acknowledged records are not rows yet, so that what is
// measured could go on for ever. The baseline, in the same run, is one COPY of the same rows into the same table, with its
// partitions, indexes and constraints, in the order of the key and durable: the most the server can do. On a machine that
// others use too, what says most is the processor time a record takes of each, told beside the rates.
// And where packets are small, what the sockets alone let through says how much there is to win: the same trackers
// are answered by a server that keeps nothing.
//
//	go run ./bench/ingest -for 60s
//	go run ./bench/ingest -rows 5000000 -records 10
package main
