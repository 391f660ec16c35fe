// Command ferretdb serves the MongoDB protocol on a free loopback port, from a
// folder that is thrown away, for as long as the tests need it.
//
//	ferretdb COMMAND…   runs the command with JIELI_TEST_MONGODB_URL set and
//	                    exits with its exit code
//	ferretdb            prints the address and serves until it is interrupted
//	                    or its parent process ends
//
// Commands reach FerretDB one at a time. MongoDB promises that an update of one
// document is atomic, and the store rests on that; FerretDB 1 reads and then
// writes, and loses updates when two commands meet. See one-at-a-time.go.
//
// It embeds FerretDB rather than building FerretDB's own command: that command
// refuses to start when it was not built from FerretDB's repository. Embedded,
// FerretDB has no telemetry reporter at all.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/FerretDB/FerretDB/ferretdb"
)

func main() {
	code, err := serve(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "ferretdb:", err)
	}
	os.Exit(code)
}

func serve(command []string) (int, error) {
	folder, err := os.MkdirTemp("", "jieli-ferretdb-")
	if err != nil {
		return 1, err
	}
	defer os.RemoveAll(folder)

	socket := filepath.Join(folder, "socket")
	server, err := ferretdb.New(&ferretdb.Config{
		Listener:  ferretdb.ListenerConfig{Unix: socket},
		Logger:    slog.New(slog.NewTextHandler(io.Discard, nil)),
		Handler:   "sqlite",
		SQLiteURL: "file:" + folder + "/",
	})
	if err != nil {
		return 1, err
	}

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	serving, stopServing := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- server.Run(serving) }()
	defer func() {
		stopServing()
		<-served
	}()

	server.MongoDBURI() // waits until FerretDB listens
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 1, err
	}
	defer listener.Close()
	go oneAtATime(listener, socket)

	address := "mongodb://" + listener.Addr().String() + "/"
	if len(command) == 0 {
		fmt.Println(address)
		waitForParent(ctx)
		return 0, nil
	}
	return run(ctx, command, address)
}

// run runs the command and gives back its exit code; an interrupt is passed on to it.
func run(ctx context.Context, command []string, address string) (int, error) {
	child := exec.CommandContext(ctx, command[0], command[1:]...)
	child.Cancel = func() error { return child.Process.Signal(syscall.SIGTERM) }
	child.WaitDelay = 10 * time.Second
	child.Stdin, child.Stdout, child.Stderr = os.Stdin, os.Stdout, os.Stderr
	child.Env = append(os.Environ(), "JIELI_TEST_MONGODB_URL="+address)

	err := child.Run()
	var exited *exec.ExitError
	if errors.As(err, &exited) && exited.ExitCode() >= 0 {
		return exited.ExitCode(), nil
	}
	if err != nil {
		return 1, err
	}
	return 0, nil
}

// waitForParent returns when we are interrupted, or when the process that started us is gone.
func waitForParent(ctx context.Context) {
	parent := os.Getppid()
	tick := time.NewTicker(500 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if os.Getppid() != parent {
				return
			}
		}
	}
}
