-- wrk's script: posts the drafts in turn and holds each answer against those of the library.
-- wrk … -s check.lua URL -- BODIES ANSWERS

local threads = {}
local requests, known = {}, {}
local turn = 0
right, wrong, refused, failed = 0, 0, 0, 0

function setup(thread)
  table.insert(threads, thread)
end

function init(args)
  local headers = { ["Content-Type"] = "application/json" }
  for body in io.lines(args[1]) do
    table.insert(requests, wrk.format("POST", nil, headers, body))
  end
  for answer in io.lines(args[2]) do
    known[answer] = true
  end
end

function request()
  turn = turn % #requests + 1
  return requests[turn]
end

function response(status, _, body)
  if status == 200 then
    if known[body] then right = right + 1 else wrong = wrong + 1 end
  elseif status == 429 or status == 503 then
    refused = refused + 1
  else
    failed = failed + 1
  end
end

function done(summary, latency, _)
  local counts = { right = 0, wrong = 0, refused = 0, failed = 0 }
  for _, thread in ipairs(threads) do
    for name, count in pairs(counts) do counts[name] = count + thread:get(name) end
  end
  local errors = summary.errors
  print(string.format(
    '{"requests":%d,"seconds":%f,"right":%d,"wrong":%d,"refused":%d,"failed":%d,"broken":%d,'
      .. '"p50":%f,"p99":%f,"longest":%f}',
    summary.requests, summary.duration / 1e6, counts.right, counts.wrong, counts.refused, counts.failed,
    errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3))
end
