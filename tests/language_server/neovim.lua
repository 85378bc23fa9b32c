-- Opens a draft in Neovim with the language server, prints what it is told, makes the first edit and writes the file.
-- SERVER='["cmcompliance", "lsp"]' nvim --headless --clean -c 'luafile tests/language_server/neovim.lua' post.md
local command = vim.fn.json_decode(os.getenv("SERVER"))
local buffer = vim.api.nvim_get_current_buf()
local function say(...) io.stdout:write(string.format(...), "\n") end
local function finish(code)
  vim.cmd(code == 0 and "qa!" or "cq!")
end

local config = { name = "cmcompliance", cmd = command, root_dir = vim.fn.getcwd(), init_options = { language = "en" } }
if vim.lsp.start then
  vim.lsp.start(config, { bufnr = buffer })
else
  vim.lsp.buf_attach_client(buffer, vim.lsp.start_client(config))
end

local function ask(method, params)
  local answers = vim.lsp.buf_request_sync(buffer, method, params, 20000) or {}
  for _, answer in pairs(answers) do
    return answer.result
  end
end

if not vim.wait(60000, function() return #vim.diagnostic.get(buffer) > 0 end, 50) then
  say("no diagnostics")
  return finish(1)
end
local found = vim.diagnostic.get(buffer)
table.sort(found, function(one, other) return tostring(one.code) < tostring(other.code) end)
for _, one in ipairs(found) do
  local line = vim.api.nvim_buf_get_lines(buffer, one.lnum, one.lnum + 1, false)[1]
  say("%s|%s|%s", one.code, one.severity, line:sub(one.col + 1, one.end_col))
end

local document = { uri = vim.uri_from_bufnr(buffer) }
local lenses = ask("textDocument/codeLens", { textDocument = document }) or {}
say("lens|%s", lenses[1] and lenses[1].command.title or "none")

local line = found[1].lnum
local stretch = { start = { line = line, character = 0 }, ["end"] = { line = line, character = 10000 } }
local actions = ask("textDocument/codeAction", { textDocument = document, range = stretch, context = { diagnostics = {} } })
for _, action in ipairs(actions or {}) do
  if action.isPreferred then
    say("action|%s", action.title)
    vim.lsp.util.apply_workspace_edit(action.edit, "utf-16")
    break
  end
end
vim.cmd("silent write")
finish(0)
