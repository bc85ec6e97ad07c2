// Package objstore starts object stores on spare loopback ports: versitygw, an S3 server over a directory, and
// Azurite, the emulator of Azure's Blob service. A proxy before each sees every request, so that what a query asks of
// a store is counted by somebody else than the engine. Start reading at StartS3.
package objstore
