# frozen_string_literal: true

# Runs the program's call() as the order says, all at once, and prints how the calls ended.
require 'json'
require 'stringio'

program, text = ARGV
require program
order = JSON.parse(text)

class Aborted < Exception; end

outcome = lambda do
  body = order['stream'] ? StringIO.new(order['stream']) : order['body']
  status, answer = call(order['method'] || 'GET', order['path'], body)
  { status: status, text: answer }
rescue Aborted
  { status: 'aborted' }
rescue StandardError => e
  { status: e.class.name.delete(':').sub('SpotifyAuthReauth', 'SpotifyReauth') }
end

wait_for = ->(sign) { sleep 0.01 until File.exist?(sign) }
start = ->(times) { Array.new(times) { Thread.new(&outcome) } }

if order['signIn']
  SpotifyAuth.shared.signed_in(order['signIn'])
  outcomes = [{ status: 'signed-in' }]
elsif order['abort']
  aborted = start[1]
  wait_for['others']
  aborted += start[1]
  others = start[order['times'] - 2]
  wait_for['abort']
  aborted.each { |thread| thread.raise(Aborted) }
  outcomes = aborted.map(&:value)
  File.write('aborted', '')
  outcomes += others.map(&:value)
else
  outcomes = start[order['times']].map(&:value)
  if order['again']
    wait_for['go-on']
    outcomes += start[order['times']].map(&:value)
  end
end

counts = outcomes.map { |one| one[:status].to_s }.tally
print JSON.generate(counts: counts, text: outcomes.first[:text])
