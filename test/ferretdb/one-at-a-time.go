package main

import (
	"encoding/binary"
	"errors"
	"io"
	"net"
	"sync"
)

// The parts of a MongoDB message that matter here: every message begins with
// its length and its kind, little-endian, and an OP_MSG goes on with its flags.
const (
	headerLength  = 16
	opMessage     = 2013
	moreToCome    = 1 << 1 // the sender expects no answer
	largestLength = 48 * 1024 * 1024
)

// oneAtATime passes each connection's messages on to the server behind the
// socket, and lets no message start before the one before it, on whatever
// connection, has its answer.
func oneAtATime(listener net.Listener, socket string) {
	var turn sync.Mutex
	for {
		client, err := listener.Accept()
		if err != nil {
			return
		}
		go func() {
			defer client.Close()
			server, err := net.Dial("unix", socket)
			if err != nil {
				return
			}
			defer server.Close()
			for exchange(client, server, &turn) == nil {
			}
		}()
	}
}

func exchange(client, server net.Conn, turn *sync.Mutex) error {
	question, err := readMessage(client)
	if err != nil {
		return err
	}
	turn.Lock()
	answer, err := ask(server, question)
	turn.Unlock()
	if err != nil {
		return err
	}
	_, err = client.Write(answer)
	return err
}

func ask(server net.Conn, question []byte) ([]byte, error) {
	if _, err := server.Write(question); err != nil {
		return nil, err
	}
	kind := binary.LittleEndian.Uint32(question[12:])
	if kind == opMessage && len(question) >= headerLength+4 &&
		binary.LittleEndian.Uint32(question[headerLength:])&moreToCome != 0 {
		return nil, nil
	}
	return readMessage(server)
}

func readMessage(from io.Reader) ([]byte, error) {
	header := make([]byte, headerLength)
	if _, err := io.ReadFull(from, header); err != nil {
		return nil, err
	}
	length := binary.LittleEndian.Uint32(header)
	if length < headerLength || length > largestLength {
		return nil, errors.New("not a MongoDB message")
	}
	message := append(header, make([]byte, length-headerLength)...)
	_, err := io.ReadFull(from, message[headerLength:])
	return message, err
}
