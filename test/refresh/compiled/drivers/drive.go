// Runs the program's call() as told by lines on standard input: see driver.ts.
package main

import (
	"bufio"
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

func outcome(path, method, body, kind string) (string, string) {
	var reader io.Reader
	if body != "" {
		reader = strings.NewReader(body)
	}
	if kind == "stream" {
		reader = io.MultiReader(reader)
	}
	status, text, err := call(path, method, reader)
	if errors.Is(err, ErrSpotifyReauthRequired) {
		return "SpotifyReauthRequired", ""
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
		var all sync.WaitGroup
		for i := 0; i < times; i++ {
			all.Add(1)
			go func() {
				defer all.Done()
				name, answer := outcome(order[2], order[3], order[5], order[4])
				mutex.Lock()
				defer mutex.Unlock()
				counts[name]++
				text = answer
			}()
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
