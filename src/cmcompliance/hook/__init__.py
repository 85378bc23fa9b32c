"""The command that other tools call before something is published: a verdict in time, or a loud refusal.

What a caller starts is light (`client`); the check is done by a process that can be killed: one started for
the call (`direct`), or one forked by a daemon that has the rules ready (`server`).
"""
