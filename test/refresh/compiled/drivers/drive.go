// Runs the program's call() as told by lines on standard input: see driver.ts.
package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"sort"
	"strconv"
	"strings"
	"sync"
	"time"
)

var ahead time.Duration

func driverNow() time.Time { return time.Now().Add(ahead) }

// With AUTHLENS_HURRY, what should take fifteen seconds takes one.
func driverTimeout(real time.Duration) time.Duration {
	if os.Getenv("AUTHLENS_HURRY") != "" {
		return real / 15
	}
	return real
}

func driverRename(from, to string) error {
	if isThere("disk-full") {
		return errors.New("no space left on device")
	}
	return os.Rename(from, to)
}

// Set by sign_in.go, for programs that know a user of their own.
var signIn = func(string) error { return errors.New("nobody signs in here") }

func isThere(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}

func waitFor(file string) {
	for !isThere(file) {
		time.Sleep(10 * time.Millisecond)
	}
}

func outcome(ctx context.Context, path, method, body, kind string) (string, string) {
	if method == "SIGN-IN" {
		if err := signIn(body); err != nil {
			return "error", err.Error()
		}
		return "signed-in", ""
	}
	var reader io.Reader
	if body != "" {
		reader = strings.NewReader(body)
	}
	if kind == "stream" {
		reader = io.MultiReader(reader)
	}
	status, text, err := call(ctx, path, method, reader)
	if errors.Is(err, ErrSpotifyReauthRequired) {
		return "SpotifyReauthRequired", ""
	}
	if errors.Is(err, context.Canceled) {
		return "aborted", ""
	}
	if err != nil {
		return "error", err.Error()
	}
	return strconv.Itoa(status), text
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		order := strings.Split(lines.Text(), "\t")
		times, _ := strconv.Atoi(order[0])
		seconds, _ := strconv.Atoi(order[1])
		ahead += time.Duration(seconds) * time.Second
		counts, text := map[string]int{}, ""
		var mutex sync.Mutex
		var all, aborted sync.WaitGroup
		start := func(ctx context.Context, groups ...*sync.WaitGroup) {
			for _, group := range groups {
				group.Add(1)
			}
			go func() {
				name, answer := outcome(ctx, order[2], order[3], order[5], order[4])
				mutex.Lock()
				defer mutex.Unlock()
				counts[name]++
				text = answer
				for _, group := range groups {
					group.Done()
				}
			}()
		}
		if order[4] == "abort" {
			ctx, cancel := context.WithCancel(context.Background())
			start(ctx, &all, &aborted)
			waitFor("others")
			start(ctx, &all, &aborted)
			times -= 2
			go func() {
				waitFor("abort")
				cancel()
				aborted.Wait()
				os.WriteFile("aborted", nil, 0o600)
			}()
		}
		for i := 0; i < times; i++ {
			start(context.Background(), &all)
		}
		all.Wait()
		report := []string{}
		for name, count := range counts {
			report = append(report, fmt.Sprintf("%s=%d", name, count))
		}
		sort.Strings(report)
		fmt.Println(strings.Join(report, " ") + "\t" + strings.ReplaceAll(text, "\n", " "))
	}
}
