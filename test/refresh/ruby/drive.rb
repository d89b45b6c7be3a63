# frozen_string_literal: true

# Runs the program's call() as the order says, all at once, and prints how the calls ended.
require 'json'
require 'stringio'

program, text = ARGV
require program
order = JSON.parse(text)

outcome = lambda do
  body = order['stream'] ? StringIO.new(order['stream']) : order['body']
  status, answer = call(order['method'] || 'GET', order['path'], body)
  { status: status, text: answer }
rescue StandardError => e
  { status: e.class.name.delete(':').sub('SpotifyAuthReauth', 'SpotifyReauth') }
end

outcomes = Array.new(order['times']) { Thread.new(&outcome) }.map(&:value)
counts = outcomes.map { |one| one[:status].to_s }.tally
print JSON.generate(counts: counts, text: outcomes.first[:text])
