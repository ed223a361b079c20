"""All functions of the desk, at a glance. The only file that Azure indexes."""

from functions.starting import nothing_collected

with nothing_collected():
    import azure.functions as func

    from functions.about import api, health, home
    from functions.billing import reconcile, webhooks
    from functions.desk import (
        books_pages,
        caller_pages,
        documentation_pages,
        import_pages,
        machine_pages,
        member_pages,
        members_pages,
        merging,
        news_at_desk,
        people_pages,
        queue,
        register_pages,
        release_pages,
        terms_pages,
        terms_sold,
        watching,
    )
    from functions.desk import day as desk_day
    from functions.desk import search as desk_search
    from functions.desk import ticket as desk_ticket
    from functions.intake import embedded, mailbox, requests
    from functions.intake import mail as mail_in
    from functions.member import conference, file, quote, seat, seats, session, study, ticket, upgrade
    from functions.member import news as news_pages
    from functions.member import tickets as own_tickets
    from functions.notify import delivery_reports, looks
    from functions.people import audit, people
    from functions.sla_timer import scan
    from functions.support import (
        books,
        clocks,
        conferences,
        documents,
        files,
        held,
        links,
        mail,
        members,
        messages,
        news,
        notes,
        register,
        releases,
        search,
        sessions,
        tickets,
        work,
    )

DOORS = (
    *(requests, embedded, tickets, search, held, clocks, messages, file, files, conferences, links, sessions),
    *(session, ticket, conference, quote, study, seats, own_tickets, seat, news_pages),
    *(work, notes, mail_in, mail),
    *(members, people, news, register, releases, upgrade, documents, books, audit, webhooks),
    *(reconcile, queue, desk_day, desk_search, caller_pages, desk_ticket, merging, watching),
    *(members_pages, import_pages, member_pages, people_pages, register_pages, release_pages),
    *(news_at_desk, documentation_pages, books_pages, terms_pages, terms_sold, machine_pages),
    *(home, health, api),
)
"""What answers requests, in the order in which it is described."""

OTHERS = (mailbox, scan, looks, delivery_reports)
"""What time and queues start."""

app = func.FunctionApp(http_auth_level=func.AuthLevel.FUNCTION)
for each in (*DOORS, *OTHERS):
    app.register_functions(each.blueprint)
api.describe(each.blueprint for each in DOORS)
