require 'json'

class SpotifyAuth
  # Tokens in a private file, locked across processes. Another store needs the same three methods.
  class TokenFile
    def initialize(path)
      @path = path
    end

    # What was written last; empty where nothing was.
    def read
      JSON.parse(File.read(@path))
    rescue Errno::ENOENT, JSON::ParserError
      {}
    end

    # Returns once the tokens are safe.
    def write(tokens)
      # For this user only, then swapped in whole.
      draft = "#{@path}.new"
      File.open(draft, 'w', 0o600) { |file| file.write(JSON.generate(tokens)) }
      File.rename(draft, @path)
    end

    # Runs the block while no other process that shares the file is at it.
    def lock
      File.open("#{@path}.lock", 'a', 0o600) do |file|
        file.flock(File::LOCK_EX)
        yield
      end
    end
  end
end
