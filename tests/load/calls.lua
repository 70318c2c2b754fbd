-- wrk's part: every request is another person's call, with their own token, device and nonce (numbered.ts says how they are
-- made out of a number). Arguments: the procedure, what nonces begin with, the first number and how many people there are, the
-- stride, then the inputs as JSON.
local NUMBER_ZERO = 100000000000
local count = 0

function init(args)
  path = '/api/' .. args[1]
  round = args[2]
  first = tonumber(args[3])
  people = tonumber(args[4])
  stride = tonumber(args[5])
  bodies = {}
  for index = 6, #args do
    bodies[index - 5] = '{"input":' .. args[index] .. ',"nonce":"' .. round
  end
end

function request()
  local person = ((first + count) * stride) % people
  count = count + 1
  local digits = string.format('%.0f', NUMBER_ZERO + person)
  local body = bodies[person % #bodies + 1] .. digits .. '","device":"dddddddddd' .. digits .. '"}'
  return 'POST ' .. path .. ' HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n' ..
    'authorization: Bearer 0000000000000000000000000000000' .. digits ..
    '\r\ncontent-length: ' .. #body .. '\r\n\r\n' .. body
end

function done(summary, latency)
  local failed = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format('\nmeasured requests=%d refused=%d failed=%d microseconds=%d p50=%d p99=%d max=%d\n',
    summary.requests, summary.errors.status, failed, summary.duration, latency:percentile(50), latency:percentile(99), latency.max))
end
