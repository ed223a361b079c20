"""All functions of the desk, at a glance. The only file that Azure indexes."""

from functions.starting import nothing_collected

with nothing_collected():
    import azure.functions as func

    from functions.about import api, health
    from functions.billing import reconcile, webhooks
    from functions.intake import form, mail, mailbox, trusted
    from functions.member import conference, file, quote, renewal, session, ticket
    from functions.notify import delivery_reports, looks
    from functions.sla_timer import scan
    from functions.support import (
        clocks,
        conferences,
        files,
        flags,
        links,
        mails,
        material,
        members,
        news,
        notes,
        opening,
        reports,
        sessions,
        statements,
        tickets,
        turns,
        work,
    )

app = func.FunctionApp(http_auth_level=func.AuthLevel.FUNCTION)
for family in (
    *(form, trusted, mail, mailbox, webhooks, reconcile),
    *(tickets, clocks, opening, turns, notes, mails, links, files, conferences, sessions, work),
    *(members, flags, news, reports, statements, material),
    *(ticket, conference, session, quote, renewal, file),
    *(scan, looks, delivery_reports),
    *(health, api),
):
    app.register_functions(family.blueprint)
