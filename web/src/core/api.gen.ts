export interface paths {
    "/api/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The accounts that one's teams answer for. */
        get: operations["list_accounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the browser comes back to from the platform; leads on to the console's settings. */
        get: operations["connect_callback"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/choices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The accounts that a login gave, to choose from. */
        get: operations["list_choices"];
        put?: never;
        /** Connect some of the accounts that a login gave. */
        post: operations["choose_accounts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/connect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Connect an account: either done, or the address to send the browser to. */
        post: operations["connect_account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove an account: its secrets are forgotten, what was said stays. */
        delete: operations["remove_account"];
        options?: never;
        head?: never;
        /** Change an account: teams, settings, pause. */
        patch: operations["change_account"];
        trace?: never;
    };
    "/api/v1/accounts/{id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What works and what does not, right now. */
        post: operations["check_account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{id}/forgetting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How much a rule would take as soon as it stands. Figures count up to `most`, then one further. */
        get: operations["count_going"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/accounts/{id}/spending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an account spent, by day and kind of call. */
        get: operations["get_spending"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All colleagues. */
        get: operations["list_agents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agents/invite": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Invite somebody: answers with a one-time address to hand to them. */
        post: operations["invite_agent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/agents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a colleague: role, teams, name, whether they may sign in. */
        patch: operations["change_agent"];
        trace?: never;
    };
    "/api/v1/agents/{id}/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A one-time address to choose another password; ends nothing by itself. */
        post: operations["reset_agent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alarms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What stands. */
        get: operations["list_alarms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alarms/{id}/clear": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** It was seen to. */
        post: operations["clear_alarm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alarms/{id}/read-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reads back what a gap left out, for what its alarm says that it costs (`gap.can_be_bought`).
         *     `409`: somebody decided it already.
         */
        post: operations["read_back_gap"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A list of conversations, by a filter as repeated keys. */
        get: operations["list_conversations"];
        put?: never;
        /** Speak first. */
        post: operations["start_conversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** One change for many; each is changed wholly or not at all. */
        post: operations["change_many"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many conversations each view has, exact up to 1,000. */
        get: operations["count_conversations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One conversation. */
        get: operations["get_conversation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change subject, priority, assignee, team, labels, spam. */
        patch: operations["change_conversation"];
        trace?: never;
    };
    "/api/v1/conversations/{id}/drafts/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Keep an unsent text. */
        put: operations["put_draft"];
        post?: never;
        /** Drop an unsent text. */
        delete: operations["delete_draft"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Another conversation becomes part of this one. */
        post: operations["join_conversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/messages/{message_id}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a message said before it was changed. */
        get: operations["list_revisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say something among ourselves. */
        post: operations["add_note"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/replies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answer: held for the undo window, then it leaves. */
        post: operations["reply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/separate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Threads or messages become a conversation of their own. */
        post: operations["separate_conversation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Whose turn it becomes. */
        post: operations["set_status"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/status/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take back what one last said about whose turn it is: all stands exactly as before. */
        post: operations["undo_status"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A conversation's timeline, newest last; `next` leads to older entries. */
        get: operations["get_timeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One customer. */
        get: operations["get_customer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a customer. */
        patch: operations["change_customer"];
        trace?: never;
    };
    "/api/v1/customers/{id}/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A customer's conversations, newest first. */
        get: operations["list_customer_conversations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/erasure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Erase a person for good: everything they said, everything said to and noted about them. */
        post: operations["erase_customer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything that is kept about a person, as an archive to hand to them. That it was taken out is
         *     written to the log.
         */
        get: operations["export_customer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Another customer turned out to be this one. */
        post: operations["join_customer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/separate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Identities turned out to be somebody else. */
        post: operations["separate_customer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything said with a customer, over all conversations one may see; newest last. */
        get: operations["get_customer_timeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deletions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Proposals that wait for a second person, the oldest first; or those that were decided. */
        get: operations["list_deletions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deletions/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** As the second person: delete it on the platform now. */
        post: operations["confirm_deletion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deletions/{id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** As the second person: let it stand. */
        post: operations["decline_deletion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deletions/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take one's own proposal back. */
        post: operations["withdraw_deletion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The outbox, oldest first. */
        get: operations["list_deliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries/{id}/now": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End the undo window. */
        post: operations["send_now"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try again what was refused, or may not have arrived. */
        post: operations["retry_delivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries/{id}/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A person looked: it is there, or it is not. */
        post: operations["settle_delivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/deliveries/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a reply back while it is held; answers with its text. */
        post: operations["undo_reply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who was erased: when, by whom, how much; nothing about them. Newest first. */
        get: operations["list_erasures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The log, as far as one may see it. */
        get: operations["list_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/hidings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is hidden and no lead looked at yet, the oldest first; or what something came of. */
        get: operations["list_hidings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/hidings/{id}/keep": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** As a lead who did not hide it: it stays hidden. */
        post: operations["keep_hidden"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/joins/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Undo a join. */
        post: operations["undo_join"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/labels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All labels. */
        get: operations["list_labels"];
        put?: never;
        /** Make a label. */
        post: operations["make_label"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/labels/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Drop a label from everything. */
        delete: operations["drop_label"];
        options?: never;
        head?: never;
        /** Change a label. */
        patch: operations["change_label"];
        trace?: never;
    };
    "/api/v1/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The live feed: a WebSocket. Frames from the server are `ServerFrame`, those to it `ClientFrame`. */
        get: operations["live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in. */
        get: operations["get_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change oneself. `face.listed=false` steps back from public view at once. */
        patch: operations["change_me"];
        trace?: never;
    };
    "/api/v1/me/drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's unsent texts, newest first. */
        get: operations["list_drafts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where one was called, newest first. */
        get: operations["list_notifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/notifications/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** They were seen. */
        post: operations["read_notifications"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Another password; ends all other sign-ins and tokens. */
        post: operations["change_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/photo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Another photo: re-encoded, square, without metadata. */
        put: operations["put_photo"];
        post?: never;
        /** No photo. */
        delete: operations["delete_photo"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where one is signed in, and one's tokens. */
        get: operations["list_sessions"];
        put?: never;
        post?: never;
        /** End every sign-in of one's own but this one. Tokens of programs stay. */
        delete: operations["end_other_sessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a sign-in or a token. */
        delete: operations["end_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A token for a program, shown once. It may do what its maker may. */
        post: operations["make_token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/media/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Our copy of an attachment: pictures inline, a PDF when asked for, all else as a download. */
        get: operations["get_media"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask the platform for its present state now. */
        post: operations["check_message"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/deletion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Propose to delete a message of ours. Doing it takes a second person. */
        post: operations["propose_deletion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/full": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All of a letter's text. */
        get: operations["full_text"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/goes-there": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** You go and answer it on the platform itself: the answer that is read back is yours. */
        post: operations["goes_there"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/hidden": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hide a message of somebody on its platform, now. */
        post: operations["hide_message"];
        /** Show it again. */
        delete: operations["unhide_message"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/inline/{content_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A picture inside a letter, by its `Content-ID`. */
        get: operations["get_inline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/like": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A sign that we like it. */
        post: operations["like_message"];
        /** No longer. */
        delete: operations["unlike_message"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/may-reply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether it may be answered, until when, and whether its author may be answered in private. */
        get: operations["may_reply"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/original": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A letter's file, as it came. */
        get: operations["get_original"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{id}/page": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A letter's formatted form, for a frame. */
        get: operations["get_page"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/photos/{hash}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An agent's public photo. */
        get: operations["get_photo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/platforms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which platforms can be connected, and how. */
        get: operations["list_platforms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/proxy/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A picture from an address that a customer supplied, signed by us, fetched through the guard. */
        get: operations["get_proxied"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Search messages or customers; never an error, whatever `q`. */
        get: operations["search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in: sets the session cookie. */
        post: operations["sign_in"];
        /** Sign out. */
        delete: operations["sign_out"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether somebody must set the house up. */
        get: operations["get_setup"];
        put?: never;
        /** Make the first admin, with the ticket printed at first start; signs in. */
        post: operations["set_up"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/snippets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everyone's, and those of one's teams. */
        get: operations["list_snippets"];
        put?: never;
        /** Keep a text ready: for a team of one's own, or for everyone. */
        post: operations["make_snippet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/snippets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Drop one. */
        delete: operations["drop_snippet"];
        options?: never;
        head?: never;
        /** Change one. */
        patch: operations["change_snippet"];
        trace?: never;
    };
    "/api/v1/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All teams. */
        get: operations["list_teams"];
        put?: never;
        /** Make a team. */
        post: operations["make_team"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/teams/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Dissolve a team; what was given to it is given to nobody. */
        delete: operations["dissolve_team"];
        options?: never;
        head?: never;
        /** Rename a team, or say who and what belongs to it. */
        patch: operations["change_team"];
        trace?: never;
    };
    "/api/v1/ticket/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a one-time address is for. */
        get: operations["get_ticket"];
        put?: never;
        /** Choose a password with a one-time address; signs in. */
        post: operations["use_ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Upload a file; its type is found in its bytes. */
        post: operations["upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads/{upload_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file that was uploaded, for the composer. */
        get: operations["get_upload"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everyone's and one's own, in their order. */
        get: operations["list_views"];
        put?: never;
        /** Save a list; shared ones are for leads to make. */
        post: operations["make_view"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/views/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Drop a saved list. */
        delete: operations["drop_view"];
        options?: never;
        head?: never;
        /** Change a saved list; shared ones are for leads to change. */
        patch: operations["change_view"];
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description What may be changed about an account. Absent: left as it is. */
        AccountBody: {
            /** @description Switch it off, or on again. */
            paused?: boolean | null;
            settings?: components["schemas"]["AccountSettingsBody"] | null;
            /** @description All teams that answer for it. */
            teams?: string[] | null;
        };
        /** @description One of the company's presences on a platform. */
        AccountInfo: {
            /** @description What is answered by itself where the settings leave its words empty. */
            acknowledges_with: components["schemas"]["AcknowledgementWords"];
            /** @description Its picture, through our proxy. */
            avatar_url: string | null;
            /** @description Where its server is. */
            base_url: string;
            /** @description What its platform can do. */
            capabilities: components["schemas"]["Capabilities"];
            /**
             * Format: date-time
             * @description When it was first connected.
             */
            connected_at: string;
            /** @description As people write it. */
            handle: string;
            /** @description How its fetching goes. */
            health: components["schemas"]["Health"];
            /**
             * Format: uuid
             * @description Ours.
             */
            id: string;
            limits: components["schemas"]["Limits"] | null;
            /** @description Display name. */
            name: string;
            /** @description Which connector speaks for it. */
            platform: string;
            /** @description Why not: a translatable key. */
            problem: string | null;
            /** @description What a person chose. */
            settings: components["schemas"]["AccountSettings"];
            /** @description Whether it works. */
            status: components["schemas"]["AccountStatus"];
            /**
             * Format: date-time
             * @description Since when it is so.
             */
            status_since: string;
            /** @description Which teams answer for it. */
            teams: string[];
        };
        /** @description What a person chose about an account. */
        AccountSettings: {
            /** @description What is answered by itself. */
            acknowledgement: components["schemas"]["Acknowledgement"];
            /** @description Sie or Du. */
            address: components["schemas"]["Address"];
            /**
             * Format: int32
             * @description What the platform may cost in a day (UTC), in US cents; 0: whatever it costs.
             */
            budget_day_cents: number;
            /**
             * Format: int32
             * @description What the platform may cost in a month (UTC), in US cents; 0: whatever it costs.
             */
            budget_month_cents: number;
            /** @description What is forgotten by itself. */
            forgetting: components["schemas"]["Forgetting"];
            /**
             * Format: int32
             * @description How long a private reply can be undone, in seconds; at most 120.
             */
            hold_private_seconds: number;
            /**
             * Format: int32
             * @description How long a public reply can be undone, in seconds; at most 120.
             */
            hold_public_seconds: number;
            /** @description BCP 47. */
            language: string;
            /**
             * @description What is put behind each public reply and below each letter; `{name}` is the agent's public
             *     name, `{account}` the account's.
             */
            signature: string;
            /**
             * @description Answers to letters are asked to an address that tells which one they answer, once such
             *     addresses were proven to work; `check` says whether they do.
             */
            tagged_answers: boolean;
            /**
             * Format: int32
             * @description After how long an unanswered message is due, in seconds.
             */
            target_seconds: number;
        };
        /** @description Settings to change. Absent: left as it is. */
        AccountSettingsBody: {
            acknowledgement?: components["schemas"]["Acknowledgement"] | null;
            address?: components["schemas"]["Address"] | null;
            /**
             * Format: int32
             * @description US cents in a day; 0: whatever it costs.
             */
            budget_day_cents?: number | null;
            /**
             * Format: int32
             * @description US cents in a month; 0: whatever it costs.
             */
            budget_month_cents?: number | null;
            forgetting?: components["schemas"]["Forgetting"] | null;
            /**
             * Format: int32
             * @description Seconds, at most 120.
             */
            hold_private_seconds?: number | null;
            /**
             * Format: int32
             * @description Seconds, at most 120.
             */
            hold_public_seconds?: number | null;
            /** @description BCP 47. */
            language?: string | null;
            /**
             * @description `{name}` is the agent's public name, `{account}` the account's; at most 100 characters, below
             *     letters 1,000.
             */
            signature?: string | null;
            /** @description Answers to letters are asked to addresses of their own. */
            tagged_answers?: boolean | null;
            /**
             * Format: int32
             * @description Seconds, 60 to 30 days.
             */
            target_seconds?: number | null;
        };
        /**
         * @description What an account spent: by our own count, and what its platform says itself. All money is in
         *     millionths of a US dollar.
         */
        AccountSpending: {
            /**
             * Format: date-time
             * @description When this was asked.
             */
            at: string;
            /**
             * Format: int64
             * @description What may be spent in a day (UTC); 0: whatever it costs.
             */
            budget_day_micros: number;
            /**
             * Format: int64
             * @description The same in a calendar month.
             */
            budget_month_micros: number;
            /** @description By day and kind of call, the oldest first. */
            lines: components["schemas"]["SpendingLine"][];
            /**
             * Format: int64
             * @description Spent in this month.
             */
            month_micros: number;
            platform: components["schemas"]["PlatformUsage"] | null;
            platform_problem: components["schemas"]["Reason"] | null;
            /**
             * Format: int64
             * @description Spent today, UTC.
             */
            today_micros: number;
        };
        /**
         * @description Whether an account can be used right now.
         * @enum {string}
         */
        AccountStatus: "connected" | "disconnected" | "paused";
        /** @description What is answered by itself to who begins a matter by e-mail. */
        Acknowledgement: {
            /** @description Its words in English, at most 2,000 characters; empty: the house's own. */
            english: string;
            /** @description Its words in German, at most 2,000 characters; empty: the house's own. */
            german: string;
            /** @description It is sent. */
            on: boolean;
        };
        /** @description The house's own words for it. */
        AcknowledgementWords: {
            /** @description In English. */
            english: string;
            /** @description In German. */
            german: string;
        };
        /** @description Who did something. */
        Actor: {
            /**
             * Format: uuid
             * @description Which of us.
             */
            agent_id: string | null;
            /** @description In which part. */
            kind: components["schemas"]["ActorKind"];
        };
        /**
         * @description In which part somebody acts.
         * @enum {string}
         */
        ActorKind: "customer" | "agent" | "system";
        /**
         * @description Sie or Du.
         * @enum {string}
         */
        Address: "formal" | "informal";
        /** @description What may be changed about a colleague. Absent: left as it is. */
        AgentBody: {
            /** @description Whether they may sign in. */
            disabled?: boolean | null;
            /** @description Full name. */
            name?: string | null;
            role?: components["schemas"]["Role"] | null;
            /** @description All their teams. */
            teams?: string[] | null;
        };
        /** @description What colleagues see of an agent. */
        AgentInfo: {
            /** @description Whether new work should come to them. */
            availability: components["schemas"]["Availability"];
            /** @description They can no longer sign in. */
            disabled: boolean;
            /** @description What customers see. */
            face: components["schemas"]["Face"];
            /**
             * Format: uuid
             * @description Ours.
             */
            id: string;
            /** @description They have not chosen a password yet. */
            invited: boolean;
            /** @description What they sign in with. */
            login: string;
            /** @description Their full name. */
            name: string;
            /** @description Their console is open right now. */
            online: boolean;
            /** @description What they may do. */
            role: components["schemas"]["Role"];
            /** @description Their teams. */
            teams: string[];
        };
        /** @description Something is wrong and a person should look. */
        Alarm: {
            /**
             * Format: uuid
             * @description Which account.
             */
            account_id: string | null;
            /**
             * Format: uuid
             * @description Which matter.
             */
            conversation_id: string | null;
            /**
             * @description The reason's values: `since`, `from` and `to` as instants, `message` as the platform names
             *     it, `url`.
             */
            details: {
                [key: string]: string;
            };
            /**
             * Format: uuid
             * @description Ours.
             */
            id: string;
            /**
             * @description `account_disconnected`, `account_unreachable`, `outage`, `reply_refused`, `reply_unknown`,
             *     `deletions_late`, `storage_low`, `gap`, `account_notice` (a budget that is nearly spent).
             */
            kind: string;
            /**
             * Format: date-time
             * @description Since when.
             */
            raised_at: string;
            /** @description Why: a translatable key. */
            reason: string | null;
        };
        /**
         * @description What kind of thing is attached.
         * @enum {string}
         */
        AttachmentKind: "image" | "video" | "audio" | "file" | "original";
        /**
         * @description Who wrote something.
         * @enum {string}
         */
        AuthorKind: "customer" | "bystander" | "agent" | "account";
        /**
         * @description What wrote it, when it was no person.
         * @enum {string}
         */
        Automatic: "reply" | "generated" | "bounce" | "delay" | "delivered" | "feedback" | "bulk" | "suspected";
        /**
         * @description Whether new work should come to somebody.
         * @enum {string}
         */
        Availability: "available" | "away";
        /** @description One change for many conversations. */
        BulkBody: {
            /** @description What. */
            change: components["schemas"]["BulkChange"];
            /** @description Which; at most 500. */
            ids: string[];
        };
        /** @description One change for many conversations. Absent: left as it is; null clears. */
        BulkChange: {
            /**
             * Format: uuid
             * @description To whom.
             */
            assignee_id?: string | null;
            /** @description Words to put on. */
            labels_add?: string[];
            /** @description Words to take off. */
            labels_remove?: string[];
            no_answer?: components["schemas"]["NoAnswerReason"] | null;
            /** @description Whether it is spam. */
            spam?: boolean | null;
            status?: components["schemas"]["Status"] | null;
            /**
             * Format: uuid
             * @description To which team.
             */
            team_id?: string | null;
            /**
             * Format: date-time
             * @description For `snoozed`.
             */
            until?: string | null;
        };
        /** @description How a bulk change went. Each conversation is changed wholly or not at all. */
        BulkDone: {
            /**
             * Format: int32
             * @description How many were changed.
             */
            changed: number;
            /** @description Which were not. */
            failed: components["schemas"]["BulkFailure"][];
        };
        /** @description What of a bulk change did not work. */
        BulkFailure: {
            /** @description Why. */
            code: string;
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
        };
        /** @description What a platform can do. */
        Capabilities: {
            /** @description Pictures can carry a description. */
            alt_text: boolean;
            /** @description Posts can carry a warning. */
            content_warning: boolean;
            /** @description Our own posts can be deleted. */
            delete: boolean;
            /** @description Others' posts can be hidden. */
            hide: boolean;
            /**
             * @description Messages are letters: any address can be written to, copies can be sent, and the original
             *     stands behind what is shown.
             */
            letters: boolean;
            /** @description Posts can be liked. */
            like: boolean;
            /**
             * @description Public posts can only be answered by who was called in them: a message that is not
             *     `addressed` is answered on the platform itself.
             */
            only_when_called: boolean;
            /** @description Private messages exist. */
            private: boolean;
            /** @description We can speak first, in private. */
            start_private: boolean;
            /** @description We can speak first, in public. */
            start_public: boolean;
            /** @description Messages have subjects. */
            subject: boolean;
            /** @description Public posts can be kept out of public timelines; public answers are by default. */
            unlisted: boolean;
        };
        /** @description Something that happened. */
        ChangeEntry: {
            /** @description Who did it. */
            actor: components["schemas"]["Actor"];
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description The event's kind, e.g. `assigned`. */
            change: string;
            /**
             * Format: uuid
             * @description The matter.
             */
            conversation_id: string;
            /** @description What else the event says. */
            data: components["schemas"]["What"];
            /**
             * Format: int64
             * @description Its number in the log.
             */
            seq: number;
        };
        /** @description One thing that a check looked at. */
        Check: {
            problem: components["schemas"]["Reason"] | null;
            /** @description What, e.g. `token`, `scope.write`, `streaming`. */
            what: string;
        };
        /** @description What works and what does not. */
        Checked: {
            /** @description One by one. */
            checks: components["schemas"]["Check"][];
        };
        /** @description One of the accounts that a login gave. */
        ChoiceInfo: {
            /** @description It is connected already: choosing it renews its token. */
            connected: boolean;
            /** @description The platform's identifier, for `chosen`. */
            id: string;
            /** @description Its name. */
            name: string;
            /** @description Its picture, through our proxy. */
            picture_url: string | null;
            problem: components["schemas"]["Reason"] | null;
        };
        /** @description What a login gave to choose from. */
        ChoicesInfo: {
            /** @description What there is. */
            choices: components["schemas"]["ChoiceInfo"][];
            /** @description Of which platform. */
            platform: string;
        };
        /** @description Which of them to connect. */
        ChooseBody: {
            /** @description Their `id`s. */
            chosen?: string[];
            /** @description As it stood in the address that the browser was sent to (`choose=`). */
            mark?: string;
        };
        /** @description A frame from the client, at each change and every 10 s. */
        ClientFrame: {
            doing?: components["schemas"]["Whereabouts"] | null;
            /** @description Conversations whose visitors it wants to know; at most 200. */
            watch?: string[];
        };
        /** @description Connecting an account: which platform, and its filled form. */
        ConnectBody: {
            /**
             * Format: uuid
             * @description The account that is to be connected again, and none other; absent: any.
             */
            again?: string | null;
            /** @description The filled form, by field. */
            form: {
                [key: string]: string;
            };
            /** @description In our words, e.g. `mastodon`. */
            platform: string;
        };
        /** @description One line of a connect form. */
        ConnectField: {
            /** @description Shown only to who asks for more. */
            advanced: boolean;
            /** @description What can be chosen, the usual first; empty where something is written. */
            choices: string[];
            /** @description An example of what to write. */
            example: string;
            /** @description Its name in the form. */
            key: string;
            /** @description What it asks. */
            kind: components["schemas"]["FieldKind"];
            /** @description Whether it must be filled. */
            required: boolean;
        };
        /** @description How an account of a platform is connected. */
        ConnectForm: {
            /** @description Whether the owner then agrees in a browser. */
            browser: boolean;
            /** @description What to ask before. */
            fields: components["schemas"]["ConnectField"][];
        };
        /** @description What connecting needs next. */
        ConnectStep: {
            /** @enum {string} */
            step: "browser";
            /** @description Where to. */
            url: string;
        } | {
            /** @description The account. */
            account: components["schemas"]["AccountInfo"];
            /** @description "We can read". */
            proof: components["schemas"]["Proof"][];
            /** @enum {string} */
            step: "done";
        };
        /** @description What may be changed about a conversation. Absent: left as it is; null clears. */
        ConversationBody: {
            /**
             * Format: uuid
             * @description To whom it is given.
             */
            assignee_id?: string | null;
            /** @description All words on it. */
            labels?: string[] | null;
            priority?: components["schemas"]["Priority"] | null;
            /** @description Whether it is spam. */
            spam?: boolean | null;
            /** @description What it is about; at most 200 characters. */
            subject?: string | null;
            /**
             * Format: uuid
             * @description To which team it is given.
             */
            team_id?: string | null;
        };
        /** @description One conversation, opened. */
        ConversationPage: components["schemas"]["Row"] & {
            /** @description What became part of it. */
            joined: components["schemas"]["Joined"][];
            suggestion: components["schemas"]["Suggestion"] | null;
            /** @description The platforms' threads in it. */
            threads: components["schemas"]["Thread"][];
        };
        /** @description How a text's length is counted. Characters are grapheme clusters. */
        Counting: {
            /** @description What of a mention counts. */
            mentions: components["schemas"]["MentionLength"];
            /**
             * Format: int32
             * @description What a web address counts as; null: as written.
             */
            url_length: number | null;
            /** @description By the weights of twitter-text instead; the other two say nothing then. */
            weighted: boolean;
        };
        /** @description How many conversations each view has, exact up to 1,000. */
        Counts: {
            /** @description By the name or id that was asked for. */
            counts: {
                [key: string]: number;
            };
        };
        /** @description What may be changed about a customer. Absent: left as it is; null clears. */
        CustomerBody: {
            /** @description What colleagues should know; at most 4,000 characters. */
            about?: string | null;
            address?: components["schemas"]["Address"] | null;
            /** @description Their messages open nothing. */
            blocked?: boolean | null;
            /** @description BCP 47. */
            language?: string | null;
            /** @description What to call them. */
            name?: string | null;
        };
        /** @description A person, over all the channels they use. */
        CustomerInfo: {
            /** @description What colleagues should know. */
            about: string;
            address: components["schemas"]["Address"] | null;
            /** @description Their messages open nothing. */
            blocked: boolean;
            /**
             * Format: date-time
             * @description When we first heard of them.
             */
            created_at: string;
            /**
             * Format: uuid
             * @description Ours.
             */
            id: string;
            /** @description On the platforms. */
            identities: components["schemas"]["Identity"][];
            /** @description Who turned out to be them. */
            joined: components["schemas"]["JoinedCustomer"][];
            /** @description BCP 47, when known. */
            language: string | null;
            /** @description What to call them. */
            name: string;
        };
        /** @description A proposal, and what came of it. */
        Deletion: {
            /**
             * Format: uuid
             * @description Said through which account.
             */
            account_id: string;
            /**
             * Format: uuid
             * @description The matter; null once that was forgotten.
             */
            conversation_id: string | null;
            /**
             * Format: date-time
             * @description When.
             */
            decided_at: string | null;
            /**
             * Format: uuid
             * @description The second person.
             */
            decided_by: string | null;
            entry: components["schemas"]["Entry"] | null;
            /**
             * Format: uuid
             * @description Ours.
             */
            id: string;
            outcome: components["schemas"]["DeletionOutcome"] | null;
            /**
             * Format: date-time
             * @description When.
             */
            proposed_at: string;
            /**
             * Format: uuid
             * @description Who proposed it.
             */
            proposed_by: string;
            /** @description Why. */
            reason: components["schemas"]["DeletionReason"];
            /** @description Whether you may be the second person. */
            yours_to_decide: boolean;
        };
        /** @description A proposal. */
        DeletionBody: {
            /** @description Why. */
            reason: components["schemas"]["DeletionReason"];
        };
        /**
         * @description What came of a proposal.
         * @enum {string}
         */
        DeletionOutcome: "deleted" | "declined" | "withdrawn" | "gone";
        /**
         * @description Why a message of ours should go.
         * @enum {string}
         */
        DeletionReason: "mistake" | "wrong_place" | "private_data" | "tone" | "required" | "other";
        /**
         * @description Where a reply is on its way.
         * @enum {string}
         */
        DeliveryState: "held" | "queued" | "sending" | "sent" | "refused" | "unknown" | "cancelled";
        /**
         * @description Towards us or from us.
         * @enum {string}
         */
        Direction: "in" | "out";
        /**
         * @description What somebody does in a conversation right now.
         * @enum {string}
         */
        Doing: "viewing" | "writing_reply" | "writing_note";
        /** @description An unsent text. */
        Draft: {
            /** @description What else the composer keeps. */
            body: Record<string, never> | null;
            /**
             * Format: uuid
             * @description Where.
             */
            conversation_id: string;
            /** @description What it wants to become. */
            kind: components["schemas"]["DraftKind"];
            /**
             * Format: date-time
             * @description When it was kept.
             */
            saved_at: string;
            /** @description The words. */
            text: string;
        };
        /** @description An unsent text to keep. */
        DraftBody: {
            /** @description What else the composer keeps: visibility, warning, pictures. At most 16 KiB. */
            body?: Record<string, never> | null;
            /** @description The words. */
            text: string;
        };
        /**
         * @description What an unsent text wants to become. Two texts that never mix.
         * @enum {string}
         */
        DraftKind: "reply" | "note";
        /** @description One thing on a timeline. */
        Entry: (components["schemas"]["MessageEntry"] & {
            /** @enum {string} */
            type: "message";
        }) | (components["schemas"]["NoteEntry"] & {
            /** @enum {string} */
            type: "note";
        }) | (components["schemas"]["ChangeEntry"] & {
            /** @enum {string} */
            type: "change";
        });
        /** @description Something attached. */
        EntryAttachment: {
            /** @description What it shows, in words. */
            alt: string | null;
            /**
             * Format: int32
             * @description Pixels.
             */
            height: number | null;
            /**
             * Format: uuid
             * @description Ours.
             */
            id: string;
            /** @description What it is. */
            kind: components["schemas"]["AttachmentKind"];
            /** @description Its type, found in its bytes. */
            mime: string | null;
            /** @description A file name. */
            name: string | null;
            /** @description A smaller picture of it. */
            preview_url: string | null;
            /**
             * Format: int64
             * @description Bytes.
             */
            size: number | null;
            /** @description Whether our copy is there. */
            state: components["schemas"]["MediaState"];
            /** @description Our copy. */
            url: string | null;
            /** @description For a tab of its own, where the browser shows it: PDFs. */
            view_url: string | null;
            /**
             * Format: int32
             * @description Pixels.
             */
            width: number | null;
        };
        /** @description Who wrote something. */
        EntryAuthor: {
            /**
             * Format: uuid
             * @description Which of us.
             */
            agent_id: string | null;
            /** @description Their picture. */
            avatar_url: string | null;
            /**
             * Format: uuid
             * @description Which customer.
             */
            customer_id: string | null;
            /** @description As it is written on the platform. */
            handle: string | null;
            /** @description In which part. */
            kind: components["schemas"]["AuthorKind"];
            /** @description Display name; an agent's own, not the public one. */
            name: string;
        };
        /** @description A reply's way to the platform. */
        EntryDelivery: {
            /**
             * Format: int32
             * @description How often it was handed over.
             */
            attempts: number;
            /**
             * Format: uuid
             * @description Ours.
             */
            id: string;
            /**
             * Format: date-time
             * @description Not before.
             */
            not_before: string;
            reason: components["schemas"]["Reason"] | null;
            /** @description At whom it did not arrive after all, as reports said later. */
            returned: components["schemas"]["EntryReturned"][];
            /** @description Where it is. */
            state: components["schemas"]["DeliveryState"];
            waits_for: components["schemas"]["WaitsFor"] | null;
        };
        /** @description A picture for a `:shortcode:`. */
        EntryEmoji: {
            /** @description Without colons. */
            shortcode: string;
            /** @description Through our proxy. */
            url: string;
        };
        /** @description The head of a letter. */
        EntryLetter: {
            automatic: components["schemas"]["Automatic"] | null;
            /** @description With copies for, unseen by the others; only in what we sent. */
            bcc: components["schemas"]["Mailbox"][];
            /** @description With copies for. */
            cc: components["schemas"]["Mailbox"][];
            /** @description It has a formatted form. */
            formatted: boolean;
            /** @description Its writer is no longer there; who follows, as far as it says. Null: nothing of that. */
            left: string[] | null;
            /** @description The original is kept: full text, formatted form and file can be asked for. */
            original: boolean;
            /** @description More was written than `text` shows: a quote, a signature. */
            shortened: boolean;
            /** @description To whom. */
            to: components["schemas"]["Mailbox"][];
        };
        /** @description What a message answers. */
        EntryParent: {
            /** @description Who wrote it. */
            author_name: string;
            /**
             * Format: uuid
             * @description The matter it belongs to, when it is one that may be seen.
             */
            conversation_id: string | null;
            /**
             * Format: uuid
             * @description Ours.
             */
            id: string;
            /** @description Its words, at most 280 characters of them. */
            text: string;
            /** @description Its page for people. */
            url: string | null;
        };
        /** @description A poll. Shown, not voted in. */
        EntryPoll: {
            /**
             * Format: date-time
             * @description When it ends.
             */
            expires_at: string | null;
            /** @description Whether several may be chosen. */
            multiple: boolean;
            /** @description The choices. */
            options: components["schemas"]["EntryPollOption"][];
        };
        /** @description One choice of a poll. */
        EntryPollOption: {
            /** @description What it says. */
            title: string;
            /**
             * Format: int64
             * @description How many chose it.
             */
            votes: number | null;
        };
        /** @description What became of a letter of ours at one of its recipients. */
        EntryReturned: {
            /** @description Whom it did not reach. */
            address: string | null;
            /** @description What the other server said; untrusted. */
            diagnostic: string | null;
            /** @description Trying again is pointless; null: not said. */
            permanent: boolean | null;
            /** @description `5.1.1` */
            status: string | null;
        };
        /** @description That a person was erased. Nothing here is about them. */
        Erasure: {
            /**
             * Format: date-time
             * @description When it was asked for.
             */
            at: string;
            /**
             * Format: uuid
             * @description By whom; null: at the shell, or when a backup was restored.
             */
            by: string | null;
            /** @description How much. */
            counts: components["schemas"]["Forgotten"];
            /**
             * Format: date-time
             * @description Since when the bytes are overwritten too; null: that is still to be done, by itself.
             */
            finished_at: string | null;
            /**
             * Format: uuid
             * @description Ours.
             */
            id: string;
            /** @description Why. */
            reason: components["schemas"]["ErasureReason"];
        };
        /** @description An order to erase somebody. */
        ErasureBody: {
            /**
             * @description Their name or one of their handles, written down by who orders it; the case of letters and
             *     a leading `@` do not matter.
             */
            confirm: string;
            /** @description Why. */
            reason?: components["schemas"]["ErasureReason"];
        };
        /**
         * @description Why a person is erased, by the letters of Art. 17 (1) GDPR.
         * @enum {string}
         */
        ErasureReason: "requested" | "no_longer_needed" | "consent_withdrawn" | "objected" | "unlawful" | "required";
        /** @description The log, as far as one may see it. */
        Events: {
            /**
             * Format: int64
             * @description The newest number there is.
             */
            head: number;
            /** @description Oldest first. */
            items: components["schemas"]["LiveEvent"][];
            /**
             * Format: int64
             * @description Everything up to here was looked at: pass it as `after`.
             */
            to: number;
        };
        /** @description What customers may see of an agent. */
        Face: {
            /** @description One line about what they do. */
            line: string | null;
            /** @description Whether the public team page shows them. */
            listed: boolean;
            /** @description A first name or an alias. */
            name: string;
            /** @description Where the photo is; needs no sign-in. */
            photo_url: string | null;
        };
        /** @description What may be changed about one's public face. */
        FaceBody: {
            /** @description One line; null clears it. */
            line?: string | null;
            /** @description Whether the public team page shows one. */
            listed?: boolean | null;
            /** @description A first name or an alias. */
            name?: string | null;
        };
        /** @description What is wrong with one field. */
        FieldError: {
            /** @description What is wrong, translatable. */
            code: string;
            /** @description Its name as in the request. */
            field: string;
        };
        /**
         * @description What a line of a connect form asks.
         * @enum {string}
         */
        FieldKind: "text" | "address" | "secret" | "flag" | "choice";
        /** @description A file in a form. */
        FileBody: {
            /**
             * Format: binary
             * @description The file.
             */
            file: string;
        };
        /** @description Which conversations. Several values of one kind mean "or", several kinds "and". */
        Filter: {
            /** @description Came in through one of these accounts. */
            account: string[];
            /** @description `any`, `none`, `me` or an agent's id. */
            assignee: string;
            /**
             * Format: uuid
             * @description Of this customer.
             */
            customer: string | null;
            /** @description I have an unsent text in it. */
            draft: boolean;
            /** @description Carries one of these labels. */
            label: string[];
            /** @description A colleague called me in it. */
            mentioned: boolean;
            /** @description Open, and mine or nobody's. */
            needs_me: boolean;
            /** @description By what it is ordered. */
            order: components["schemas"]["Order"];
            /** @description Spam instead of everything else. */
            spam: boolean;
            /** @description Whose turn it is; none: any. */
            status: components["schemas"]["Status"][];
            /** @description Given to one of these teams. */
            team: string[];
            /** @description Somebody waits for us. */
            waiting: boolean;
        };
        /** @description After how many days something is forgotten by itself; 0: kept until a person is erased. */
        Forgetting: {
            /**
             * Format: int32
             * @description Our copies of pictures and files, so many days after they arrived; at most 36,500.
             */
            attachments_days: number;
            /**
             * Format: int32
             * @description Conversations, so many days after they were resolved; at most 36,500.
             */
            resolved_days: number;
            /**
             * Format: int32
             * @description What strangers said that belongs to nobody's matter; at most 36,500.
             */
            strangers_days: number;
        };
        /** @description How much of each kind was forgotten. */
        Forgotten: {
            /**
             * Format: int64
             * @description Things that leads had to know.
             */
            alarms: number;
            /**
             * Format: int64
             * @description Remembered answers of this interface.
             */
            answers: number;
            /**
             * Format: int64
             * @description Pictures and files, as they stood in messages.
             */
            attachments: number;
            /**
             * Format: int64
             * @description Bytes of pictures and files that nothing else named.
             */
            blobs: number;
            /**
             * Format: int64
             * @description Matters.
             */
            conversations: number;
            /**
             * Format: int64
             * @description People: the customer, and who had been joined into them.
             */
            customers: number;
            /**
             * Format: int64
             * @description Replies' ways to the platform.
             */
            deliveries: number;
            /**
             * Format: int64
             * @description Texts that nobody had sent.
             */
            drafts: number;
            /**
             * Format: int64
             * @description How platforms knew them.
             */
            identities: number;
            /**
             * Format: int64
             * @description Messages, theirs and ours to them.
             */
            messages: number;
            /**
             * Format: int64
             * @description Internal notes.
             */
            notes: number;
            /**
             * Format: int64
             * @description Calls to agents.
             */
            notifications: number;
            /**
             * Format: int64
             * @description Former wordings.
             */
            revisions: number;
            /**
             * Format: int64
             * @description Places in what others said where they were struck out.
             */
            struck: number;
            /**
             * Format: int64
             * @description Saved lists that showed nobody else.
             */
            views: number;
        };
        /** @description What a search found. */
        Found: components["schemas"]["Hit"] | components["schemas"]["CustomerInfo"];
        /** @description All that a letter says. */
        FullText: {
            /** @description It has a formatted form. */
            formatted: boolean;
            /** @description Pictures on other servers that the formatted form would show. */
            remote_pictures: number;
            /** @description The whole text: quotes and signature too. */
            text: string;
        };
        /** @description How much a rule would take at once. */
        Going: {
            /**
             * Format: int32
             * @description Copies of pictures and files.
             */
            attachments_days: number;
            /**
             * Format: int32
             * @description Counted so far; a figure above it says that there are more.
             */
            most: number;
            /**
             * Format: int32
             * @description Resolved conversations.
             */
            resolved_days: number;
            /**
             * Format: int32
             * @description Strangers' posts.
             */
            strangers_days: number;
        };
        /** @description How an account's fetching goes. */
        Health: {
            /**
             * Format: int64
             * @description How long after it was written the newest message came, in seconds.
             */
            lag_seconds: number | null;
            /**
             * Format: date-time
             * @description When it last worked.
             */
            last_fetch_at: string | null;
            /**
             * Format: date-time
             * @description When it is tried again.
             */
            next_try_at: string | null;
            /**
             * @description What the node is called that works for it; null: nobody does at the moment. With several
             *     nodes only that one knows the figures above.
             */
            node: string | null;
            /**
             * Format: date-time
             * @description Since when the platform has not answered.
             */
            silent_since: string | null;
            /** @description Whether the live stream stands. */
            stream: components["schemas"]["StreamState"];
        };
        /** @description Who has a conversation. */
        Held: {
            /**
             * Format: uuid
             * @description The agent; absent: nobody.
             */
            assignee: string | null;
            /**
             * Format: uuid
             * @description The team; absent: none.
             */
            team: string | null;
        };
        /** @description The first frame. */
        Hello: {
            /**
             * Format: uuid
             * @description Who is signed in.
             */
            agent: string;
            /** @description Which build answers: another one than the console's means "reload". */
            build: string;
            /**
             * Format: date-time
             * @description The server's time.
             */
            now: string;
            /**
             * Format: int64
             * @description From where the feed goes on.
             */
            seq: number;
        };
        /** @description That a message is hidden on its platform, as its entry says it. */
        Hidden: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /**
             * Format: uuid
             * @description Who hid it.
             */
            by: string;
            /** @description Why. */
            reason: components["schemas"]["HidingReason"];
            /** @description A lead looked at it. */
            reviewed: boolean;
        };
        /** @description A message that was hidden, and what came of it. */
        Hiding: {
            /**
             * Format: uuid
             * @description On which account's platform.
             */
            account_id: string;
            /**
             * Format: uuid
             * @description The matter; null once that was forgotten.
             */
            conversation_id: string | null;
            entry: components["schemas"]["Entry"] | null;
            /**
             * Format: date-time
             * @description When.
             */
            hidden_at: string;
            /**
             * Format: uuid
             * @description Who hid it.
             */
            hidden_by: string;
            /**
             * Format: uuid
             * @description Ours.
             */
            id: string;
            outcome: components["schemas"]["HidingOutcome"] | null;
            /** @description Why. */
            reason: components["schemas"]["HidingReason"];
            /**
             * Format: date-time
             * @description When.
             */
            reviewed_at: string | null;
            /**
             * Format: uuid
             * @description The lead who looked at it.
             */
            reviewed_by: string | null;
            /**
             * Format: date-time
             * @description When.
             */
            shown_at: string | null;
            /**
             * Format: uuid
             * @description Who showed it again.
             */
            shown_by: string | null;
            /** @description Whether you may be the lead who looks at it. */
            yours_to_review: boolean;
        };
        /** @description Hide a message. */
        HidingBody: {
            /** @description Why. */
            reason: components["schemas"]["HidingReason"];
        };
        /**
         * @description What came of it.
         * @enum {string}
         */
        HidingOutcome: "kept" | "shown" | "gone";
        /**
         * @description Why somebody hid a message.
         * @enum {string}
         */
        HidingReason: "hateful" | "dangerous" | "insulting" | "private_data" | "spam" | "other";
        /** @description A message that was searched for and found. */
        Hit: {
            /** @description Its conversation. */
            conversation: components["schemas"]["Row"];
            /** @description The message. */
            entry: components["schemas"]["Entry"];
            /** @description Where in its text the words stand: pairs of start and end, in UTF-16 units. */
            marks: number[][];
        };
        /** @description A customer as one platform knows them. */
        Identity: {
            /** @description Their picture, through our proxy. */
            avatar_url: string | null;
            /** @description As it is written there, without a leading `@`. */
            handle: string;
            /**
             * Format: uuid
             * @description Ours.
             */
            id: string;
            /** @description Display name there. */
            name: string;
            /** @description Which platform. */
            platform: string;
            /** @description Their page there. */
            profile_url: string | null;
            unreachable: components["schemas"]["Unreachable"] | null;
        };
        /** @description Somebody to invite. */
        InviteBody: {
            /** @description An e-mail address. */
            login: string;
            /** @description Full name. */
            name: string;
            /** @description What they may do. */
            role: components["schemas"]["Role"];
            /** @description Their teams. */
            teams?: string[];
        };
        /** @description Somebody was invited. */
        Invited: {
            /** @description Who. */
            agent: components["schemas"]["AgentInfo"];
            /** @description The one-time address to hand to them. */
            link: string;
        };
        /** @description Who is the same. */
        JoinBody: {
            /**
             * Format: uuid
             * @description The one that becomes part of this one.
             */
            other: string;
        };
        /** @description Which conversation becomes part of this one. */
        JoinConversationBody: {
            /**
             * Format: uuid
             * @description That one.
             */
            other: string;
        };
        /** @description A conversation that became part of this one. */
        Joined: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /**
             * Format: uuid
             * @description By whom; null: by Gerne.
             */
            by: string | null;
            /**
             * Format: uuid
             * @description The one that is no longer there.
             */
            from: string;
            /**
             * Format: uuid
             * @description The join, to be undone by.
             */
            id: string;
        };
        /** @description A customer who turned out to be this one. */
        JoinedCustomer: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /**
             * Format: uuid
             * @description By whom; null: by Gerne.
             */
            by: string | null;
            /**
             * Format: uuid
             * @description The one that is no longer there.
             */
            from: string;
            /**
             * Format: uuid
             * @description The join, to be undone by.
             */
            id: string;
            /** @description What they were called. */
            name: string;
        };
        /** @description A word put on conversations. */
        Label: {
            /** @description `#rrggbb`. */
            colour: string;
            /**
             * Format: uuid
             * @description Ours.
             */
            id: string;
            /** @description The word. */
            name: string;
        };
        /** @description What may be changed about a label. Absent: left as it is. */
        LabelBody: {
            /** @description `#rrggbb`. */
            colour?: string | null;
            /** @description The word. */
            name?: string | null;
        };
        /** @description What one account may send. */
        Limits: {
            /** @description How length is counted. */
            counting: components["schemas"]["Counting"];
            /**
             * Format: int32
             * @description Characters of a picture's description.
             */
            max_alt: number;
            /**
             * Format: int64
             * @description Bytes of one video or other file.
             */
            max_file_bytes: number;
            /**
             * Format: int64
             * @description Bytes of one picture.
             */
            max_image_bytes: number;
            /**
             * Format: int32
             * @description Most of what `counting` counts; null: no limit.
             */
            max_length: number | null;
            /**
             * Format: int32
             * @description Pictures and files a message may carry.
             */
            max_media: number;
            /**
             * Format: int32
             * @description The same for private messages, where it differs; null: the same.
             */
            max_private_length: number | null;
            /** @description Accepted types. */
            mime_types: string[];
            prices: components["schemas"]["Prices"] | null;
            /**
             * Format: int64
             * @description Seconds within which something said in public may be answered in private, once; null: as often
             *     and as late as one likes.
             */
            private_reply_seconds: number | null;
            /**
             * Format: int64
             * @description Seconds since they last wrote in private within which they may be written to; null: for ever.
             */
            private_window_seconds: number | null;
        };
        /** @description A one-time address to hand to somebody. */
        Link: {
            /** @description The address. */
            link: string;
        };
        /** @description A page of a list. */
        List_AccountInfo: {
            /** @description What is on this page. */
            items: components["schemas"]["AccountInfo"][];
            /** @description Pass it as `after` for the next page; null at the end. */
            next: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is cheap to know.
             */
            total: number | null;
        };
        /** @description A page of a list. */
        List_AgentInfo: {
            /** @description What is on this page. */
            items: components["schemas"]["AgentInfo"][];
            /** @description Pass it as `after` for the next page; null at the end. */
            next: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is cheap to know.
             */
            total: number | null;
        };
        /** @description A page of a list. */
        List_Alarm: {
            /** @description What is on this page. */
            items: components["schemas"]["Alarm"][];
            /** @description Pass it as `after` for the next page; null at the end. */
            next: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is cheap to know.
             */
            total: number | null;
        };
        /** @description A page of a list. */
        List_Deletion: {
            /** @description What is on this page. */
            items: components["schemas"]["Deletion"][];
            /** @description Pass it as `after` for the next page; null at the end. */
            next: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is cheap to know.
             */
            total: number | null;
        };
        /** @description A page of a list. */
        List_Draft: {
            /** @description What is on this page. */
            items: components["schemas"]["Draft"][];
            /** @description Pass it as `after` for the next page; null at the end. */
            next: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is cheap to know.
             */
            total: number | null;
        };
        /** @description A page of a list. */
        List_Entry: {
            /** @description What is on this page. */
            items: components["schemas"]["Entry"][];
            /** @description Pass it as `after` for the next page; null at the end. */
            next: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is cheap to know.
             */
            total: number | null;
        };
        /** @description A page of a list. */
        List_Erasure: {
            /** @description What is on this page. */
            items: components["schemas"]["Erasure"][];
            /** @description Pass it as `after` for the next page; null at the end. */
            next: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is cheap to know.
             */
            total: number | null;
        };
        /** @description A page of a list. */
        List_Found: {
            /** @description What is on this page. */
            items: components["schemas"]["Found"][];
            /** @description Pass it as `after` for the next page; null at the end. */
            next: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is cheap to know.
             */
            total: number | null;
        };
        /** @description A page of a list. */
        List_Hiding: {
            /** @description What is on this page. */
            items: components["schemas"]["Hiding"][];
            /** @description Pass it as `after` for the next page; null at the end. */
            next: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is cheap to know.
             */
            total: number | null;
        };
        /** @description A page of a list. */
        List_Label: {
            /** @description What is on this page. */
            items: components["schemas"]["Label"][];
            /** @description Pass it as `after` for the next page; null at the end. */
            next: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is cheap to know.
             */
            total: number | null;
        };
        /** @description A page of a list. */
        List_Notification: {
            /** @description What is on this page. */
            items: components["schemas"]["Notification"][];
            /** @description Pass it as `after` for the next page; null at the end. */
            next: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is cheap to know.
             */
            total: number | null;
        };
        /** @description A page of a list. */
        List_OutboxItem: {
            /** @description What is on this page. */
            items: components["schemas"]["OutboxItem"][];
            /** @description Pass it as `after` for the next page; null at the end. */
            next: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is cheap to know.
             */
            total: number | null;
        };
        /** @description A page of a list. */
        List_PlatformInfo: {
            /** @description What is on this page. */
            items: components["schemas"]["PlatformInfo"][];
            /** @description Pass it as `after` for the next page; null at the end. */
            next: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is cheap to know.
             */
            total: number | null;
        };
        /** @description A page of a list. */
        List_Revision: {
            /** @description What is on this page. */
            items: components["schemas"]["Revision"][];
            /** @description Pass it as `after` for the next page; null at the end. */
            next: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is cheap to know.
             */
            total: number | null;
        };
        /** @description A page of a list. */
        List_Row: {
            /** @description What is on this page. */
            items: components["schemas"]["Row"][];
            /** @description Pass it as `after` for the next page; null at the end. */
            next: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is cheap to know.
             */
            total: number | null;
        };
        /** @description A page of a list. */
        List_SessionInfo: {
            /** @description What is on this page. */
            items: components["schemas"]["SessionInfo"][];
            /** @description Pass it as `after` for the next page; null at the end. */
            next: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is cheap to know.
             */
            total: number | null;
        };
        /** @description A page of a list. */
        List_Snippet: {
            /** @description What is on this page. */
            items: components["schemas"]["Snippet"][];
            /** @description Pass it as `after` for the next page; null at the end. */
            next: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is cheap to know.
             */
            total: number | null;
        };
        /** @description A page of a list. */
        List_Team: {
            /** @description What is on this page. */
            items: components["schemas"]["Team"][];
            /** @description Pass it as `after` for the next page; null at the end. */
            next: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is cheap to know.
             */
            total: number | null;
        };
        /** @description A page of a list. */
        List_View: {
            /** @description What is on this page. */
            items: components["schemas"]["View"][];
            /** @description Pass it as `after` for the next page; null at the end. */
            next: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is cheap to know.
             */
            total: number | null;
        };
        /** @description An event, with the things it concerns as they are now. */
        LiveEvent: components["schemas"]["What"] & {
            /** @description Who did it. */
            actor: components["schemas"]["Actor"];
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /**
             * Format: uuid
             * @description The matter.
             */
            conversation_id: string | null;
            /**
             * Format: uuid
             * @description The person.
             */
            customer_id: string | null;
            entry: components["schemas"]["Entry"] | null;
            /** @description What happened, e.g. `status_changed`. */
            kind: string;
            row: components["schemas"]["Row"] | null;
            /**
             * Format: int64
             * @description Its number.
             */
            seq: number;
        };
        /** @description One who writes or is written to. */
        Mailbox: {
            /** @description `kim@example.net` */
            address: string;
            /** @description Display name; untrusted. */
            name: string | null;
        };
        /** @description Whether it may be done. */
        May: {
            /**
             * Format: int32
             * @description US cents, where it costs something.
             */
            cost_cents: number | null;
            /** @description It may. */
            may: boolean;
            reason: components["schemas"]["Reason"] | null;
            /**
             * Format: date-time
             * @description No longer than until then, where the platform sets a limit.
             */
            until: string | null;
        };
        /** @description Whether a message may be answered where it stands, and in private instead. */
        MayReplyInfo: {
            /** @description Where it stands: before everyone, or in private. */
            here: components["schemas"]["May"];
            privately: components["schemas"]["May"] | null;
        };
        /** @description Who is signed in. */
        Me: {
            /** @description Whether new work should come to them. */
            availability: components["schemas"]["Availability"];
            /** @description What customers see. */
            face: components["schemas"]["Face"];
            /**
             * Format: uuid
             * @description Ours.
             */
            id: string;
            /** @description `de` or `en`. */
            language: string;
            /** @description What they sign in with. */
            login: string;
            /** @description Their full name. */
            name: string;
            /** @description What they may do. */
            role: components["schemas"]["Role"];
            /** @description The console's own: theme, density, keyboard. Free JSON, at most 16 KiB. */
            settings: Record<string, never>;
            /** @description Their teams. */
            teams: string[];
        };
        /** @description What may be changed about oneself. Absent: left as it is. */
        MeBody: {
            availability?: components["schemas"]["Availability"] | null;
            face?: components["schemas"]["FaceBody"] | null;
            /** @description `de` or `en`. */
            language?: string | null;
            /** @description Full name. */
            name?: string | null;
            /** @description The console's own. */
            settings?: Record<string, never> | null;
        };
        /** @description An uploaded picture or file that goes with a reply. */
        MediaBody: {
            /** @description What it shows, in words. */
            alt?: string | null;
            /** @description As the upload was answered. */
            upload_id: string;
        };
        /**
         * @description Whether our copy of a picture or file is there.
         * @enum {string}
         */
        MediaState: "ready" | "fetching" | "failed";
        /**
         * @description What of a mention counts towards a text's length.
         * @enum {string}
         */
        MentionLength: "full" | "local";
        /** @description Something said, by them or by us. */
        MessageEntry: {
            /**
             * Format: uuid
             * @description Through which account.
             */
            account_id: string;
            /** @description It was said to us. */
            addressed: boolean;
            /**
             * Format: date-time
             * @description When it was written, by the platform's clock.
             */
            at: string;
            /** @description Pictures, videos, files. */
            attachments: components["schemas"]["EntryAttachment"][];
            /** @description Who wrote it. */
            author: components["schemas"]["EntryAuthor"];
            /** @description The `Idempotency-Key` of the reply. */
            client_id: string | null;
            /** @description A warning that stands before them. */
            content_warning: string | null;
            /**
             * Format: uuid
             * @description The matter; null for context that belongs to nobody.
             */
            conversation_id: string | null;
            /**
             * Format: date-time
             * @description Since when the platform no longer shows it.
             */
            deleted_at: string | null;
            delivery: components["schemas"]["EntryDelivery"] | null;
            /** @description Towards us or from us. */
            direction: components["schemas"]["Direction"];
            /**
             * Format: date-time
             * @description When it was changed there.
             */
            edited_at: string | null;
            /** @description Pictures for shortcodes. */
            emojis: components["schemas"]["EntryEmoji"][];
            hidden: components["schemas"]["Hidden"] | null;
            /**
             * Format: uuid
             * @description Ours.
             */
            id: string;
            /** @description BCP 47. */
            language: string | null;
            letter: components["schemas"]["EntryLetter"] | null;
            parent: components["schemas"]["EntryParent"] | null;
            /** @description On which platform. */
            platform: string;
            poll: components["schemas"]["EntryPoll"] | null;
            /** @description The page of a quoted post. */
            quotes: string | null;
            /**
             * Format: date-time
             * @description When we had it.
             */
            received_at: string;
            /**
             * Format: int32
             * @description How many former versions there are.
             */
            revisions: number;
            /** @description A subject line. */
            subject: string | null;
            /** @description The words; empty once deleted. */
            text: string;
            /** @description Its page for people. */
            url: string | null;
            /** @description Who can read it. */
            visibility: components["schemas"]["Visibility"];
        };
        /** @description A label to make. */
        NewLabelBody: {
            /** @description `#rrggbb`. */
            colour: string;
            /** @description The word. */
            name: string;
        };
        /** @description A text to keep ready. */
        NewSnippetBody: {
            /** @description What it is found by; at most 80 characters. */
            name: string;
            /**
             * Format: uuid
             * @description The team that has it; null: everyone.
             */
            team_id?: string | null;
            /** @description The words; at most 5,000 characters. */
            text: string;
        };
        /** @description A team to make. */
        NewTeamBody: {
            /** @description What colleagues call it. */
            name: string;
        };
        /** @description A list to save. */
        NewViewBody: {
            /** @description What it shows. */
            filter?: components["schemas"]["Filter"];
            /** @description What it is called. */
            name: string;
            /** @description Everyone's; leads only. */
            shared?: boolean;
        };
        /**
         * @description Why something needs no answer.
         * @enum {string}
         */
        NoAnswerReason: "thanks" | "not_for_us" | "answered_elsewhere" | "answered_by_community" | "duplicate" | "blocked" | "automatic" | "other";
        /** @description Something to say among ourselves. */
        NoteBody: {
            /** @description Colleagues to call. */
            mentions?: string[];
            /** @description The words; at most 10,000 characters. */
            text: string;
        };
        /** @description Something said among ourselves. */
        NoteEntry: {
            /**
             * Format: uuid
             * @description Who.
             */
            agent_id: string;
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /**
             * Format: uuid
             * @description The matter.
             */
            conversation_id: string;
            /**
             * Format: uuid
             * @description Ours.
             */
            id: string;
            /** @description Who is called. */
            mentions: string[];
            /** @description The words. */
            text: string;
        };
        /** @description Somebody was called. */
        Notification: {
            /**
             * Format: uuid
             * @description By whom.
             */
            actor_id: string | null;
            /** @description Whom it did not reach, of what came back; else empty. */
            addresses: string[];
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /**
             * Format: uuid
             * @description Where.
             */
            conversation_id: string | null;
            /**
             * Format: uuid
             * @description Ours.
             */
            id: string;
            /** @description Why. */
            kind: components["schemas"]["NotificationKind"];
            /**
             * Format: date-time
             * @description When they saw it.
             */
            read_at: string | null;
        };
        /**
         * @description Why somebody is called.
         * @enum {string}
         */
        NotificationKind: "mentioned" | "assigned" | "returned";
        /**
         * @description By what a list is ordered.
         * @enum {string}
         */
        Order: "due" | "recent" | "oldest";
        /** @description A reply on its way. */
        OutboxItem: {
            /** @description Its conversation. */
            conversation: components["schemas"]["Row"];
            /** @description Its way. */
            delivery: components["schemas"]["EntryDelivery"];
            /** @description What it says. */
            entry: components["schemas"]["Entry"];
        };
        /** @description Another password. */
        PasswordBody: {
            /** @description The one to be: 10 to 256 characters. */
            new: string;
            /** @description The present one. */
            old: string;
        };
        /** @description What a platform counted on one day. */
        PlatformDay: {
            /**
             * Format: int64
             * @description How many.
             */
            count: number;
            /** @description The day: `2026-11-22`. */
            day: string;
        };
        /** @description A kind of platform. */
        PlatformInfo: {
            /** @description What it can do. */
            capabilities: components["schemas"]["Capabilities"];
            /** @description How to connect. */
            connect: components["schemas"]["ConnectForm"];
            /** @description For people. */
            name: string;
            /** @description In our words, e.g. `mastodon`. */
            platform: string;
        };
        /** @description What a platform itself counted: at X, posts that were read. */
        PlatformUsage: {
            /**
             * Format: int64
             * @description Most in one cycle.
             */
            cap: number | null;
            /** @description By day, the oldest first. */
            days: components["schemas"]["PlatformDay"][];
            /**
             * Format: int32
             * @description The day of the month on which a new cycle begins.
             */
            reset_day: number | null;
            /**
             * Format: int64
             * @description Used in its present cycle.
             */
            used: number;
        };
        /** @description Somebody is in a conversation right now. Never stored. */
        PresenceItem: {
            /**
             * Format: uuid
             * @description Who.
             */
            agent_id: string;
            /**
             * Format: uuid
             * @description Where.
             */
            conversation_id: string;
            /** @description What they do. */
            doing: components["schemas"]["Doing"];
        };
        /** @description What saying something costs, in millionths of a US dollar. */
        Prices: {
            /**
             * Format: int32
             * @description A private message.
             */
            private: number;
            /**
             * Format: int32
             * @description A public answer.
             */
            reply: number;
            /**
             * Format: int32
             * @description A public answer with a link in it.
             */
            reply_with_link: number;
        };
        /**
         * @description How much sooner than others it is due.
         * @enum {string}
         */
        Priority: "normal" | "high" | "urgent";
        /** @description Why a request was not done. */
        Problem: {
            /** @description Translatable. */
            code: string;
            /** @description Which fields are wrong, for `invalid`. */
            errors: components["schemas"]["FieldError"][];
            /** @description For `reply.stale`: what its author had not seen. */
            missed?: components["schemas"]["Entry"][] | null;
            /**
             * Format: int32
             * @description The HTTP status.
             */
            status: number;
            /** @description English, for logs. */
            title: string;
            /** @description Always `about:blank`. */
            type: string;
            /** @description What the translation needs. */
            values: Record<string, never>;
        };
        /** @description "We can read": one of the newest mentions. */
        Proof: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Who wrote it. */
            author: string;
            /** @description What. */
            text: string;
        };
        /** @description Which notifications were seen; absent: all. */
        ReadBody: {
            /** @description These. */
            ids?: string[] | null;
        };
        /** @description A translatable text: a key, and the values it needs. */
        Reason: {
            /** @description e.g. `refused.too_long`. */
            key: string;
            /** @description e.g. `{"limit": "500"}`. */
            values: {
                [key: string]: string;
            };
        };
        /** @description To whom we speak first: exactly one of the two. */
        Recipient: {
            /** @description Somebody on the platform, as it is written there. */
            handle?: string | null;
            /**
             * Format: uuid
             * @description Somebody we know.
             */
            identity_id?: string | null;
        };
        /** @description An answer was written down. */
        Replied: {
            /** @description Its conversation now. */
            conversation: components["schemas"]["Row"];
            /** @description As it stands on the timeline. */
            entry: components["schemas"]["Entry"];
        };
        /** @description An answer. */
        ReplyBody: {
            /** @description Copies of a letter that the others do not see. */
            bcc?: string[];
            /** @description Copies of a letter. */
            cc?: string[];
            /** @description A warning that stands before the words. */
            content_warning?: string | null;
            /**
             * Format: uuid
             * @description What it answers; absent: the newest unanswered message, else the newest of theirs.
             */
            in_reply_to?: string | null;
            /** @description BCP 47. */
            language?: string | null;
            /** @description Pictures and files, in order. */
            media?: components["schemas"]["MediaBody"][];
            /**
             * Format: int64
             * @description The last event its author had seen.
             */
            seen: number;
            /** @description Its author was shown what they had missed, and wants it sent. */
            send_anyway?: boolean;
            /** @description The subject of a letter; absent: that of what it answers. */
            subject?: string | null;
            /** @description The words, without signature and mentions. */
            text: string;
            then?: components["schemas"]["Then"] | null;
            /**
             * @description More people to mention, by handle. For a letter everybody it goes to, as
             *     `Kim <kim@example.net>` or bare; absent: who wrote what it answers.
             */
            to?: string[] | null;
            visibility?: components["schemas"]["Visibility"] | null;
        };
        /** @description What was attached to a message before it was changed. */
        RevisedAttachment: {
            /** @description What it showed, in words. */
            alt: string | null;
            /** @description What it was. */
            kind: components["schemas"]["AttachmentKind"];
        };
        /** @description What a message said before it was changed. */
        Revision: {
            /** @description What was attached then. */
            attachments: components["schemas"]["RevisedAttachment"][];
            /** @description The warning then. */
            content_warning: string | null;
            /**
             * Format: date-time
             * @description Until when it stood so.
             */
            replaced_at: string;
            /** @description The words then. */
            text: string;
        };
        /**
         * @description What somebody may do. Each one may do what those before it may.
         * @enum {string}
         */
        Role: "agent" | "lead" | "admin";
        /** @description One conversation in a list. */
        Row: {
            /**
             * Format: uuid
             * @description The account it came in through first.
             */
            account_id: string;
            /**
             * Format: uuid
             * @description The agent it was given to.
             */
            assignee_id: string | null;
            /**
             * Format: date-time
             * @description When it began here.
             */
            created_at: string;
            /** @description Whose matter it is. */
            customer: components["schemas"]["RowCustomer"];
            delivery: components["schemas"]["DeliveryState"] | null;
            /** @description Who asks has an unsent text in it. */
            draft: boolean;
            /**
             * Format: date-time
             * @description By when we should act.
             */
            due: string | null;
            /**
             * Format: date-time
             * @description When a person of ours first answered.
             */
            first_response_at: string | null;
            /**
             * Format: uuid
             * @description Ours.
             */
            id: string;
            /** @description Words put on it. */
            labels: string[];
            /**
             * Format: date-time
             * @description When the newest message was written.
             */
            last_message_at: string;
            no_answer: components["schemas"]["NoAnswerReason"] | null;
            /** @description All platforms it is held on. */
            platforms: string[];
            /** @description The beginning of the newest unanswered message, else of the newest. */
            preview: string;
            /** @description Whether that message is private. */
            preview_private: boolean;
            /** @description How urgent somebody said it is. */
            priority: components["schemas"]["Priority"];
            /**
             * Format: date-time
             * @description When it was resolved, while it is.
             */
            resolved_at: string | null;
            /**
             * Format: int64
             * @description Grows with each change: never overwrite a newer row.
             */
            rev: number;
            /**
             * Format: date-time
             * @description Until when it sleeps; null while asleep: until they write.
             */
            snoozed_until: string | null;
            /** @description Somebody said it is spam. */
            spam: boolean;
            /** @description Whose turn it is. */
            status: components["schemas"]["Status"];
            /** @description What it is about. */
            subject: string | null;
            /**
             * Format: uuid
             * @description The team it was given to.
             */
            team_id: string | null;
            /**
             * Format: int32
             * @description How many of their messages we have not answered.
             */
            unanswered: number;
            /**
             * Format: date-time
             * @description Since when a person waits for us.
             */
            waiting_since: string | null;
        };
        /** @description Whose matter a row is. */
        RowCustomer: {
            /** @description Their picture, through our proxy. */
            avatar_url: string | null;
            /** @description As it is written on the platform. */
            handle: string | null;
            /**
             * Format: uuid
             * @description Ours.
             */
            id: string;
            /** @description What to call them. */
            name: string;
            /** @description Which platform the handle belongs to. */
            platform: string | null;
        };
        /** @description What becomes a conversation of its own: threads or messages. */
        SeparateBody: {
            /** @description Or these messages. */
            messages?: string[];
            /** @description These threads. */
            threads?: string[];
        };
        /** @description Which identities are somebody else. */
        SeparateCustomerBody: {
            /** @description These. */
            identities: string[];
        };
        /** @description A frame from the server. */
        ServerFrame: {
            /** @description Who and where. */
            hello: components["schemas"]["Hello"];
        } | {
            /** @description What of it may be seen. */
            events: components["schemas"]["LiveEvent"][];
            /**
             * Format: int64
             * @description The first number looked at.
             */
            from: number;
            /**
             * Format: int64
             * @description The last number looked at.
             */
            to: number;
        } | {
            /** @description Always true. */
            reset: boolean;
        } | {
            /** @description Everyone in a conversation that may be seen. */
            presence: components["schemas"]["PresenceItem"][];
        } | {
            /** @description Agents. */
            online: string[];
        };
        /** @description A sign-in, or a program's token. */
        SessionInfo: {
            /**
             * Format: date-time
             * @description Since when.
             */
            created_at: string;
            /** @description It is the one that asks. */
            current: boolean;
            /**
             * Format: date-time
             * @description Until when it holds.
             */
            expires_at: string | null;
            /**
             * Format: uuid
             * @description Ours.
             */
            id: string;
            /** @description Browser or program. */
            kind: components["schemas"]["SessionKind"];
            /** @description Which browser, or what the token is for. */
            label: string;
            /**
             * Format: date-time
             * @description Last used, to a few minutes.
             */
            seen_at: string;
        };
        /**
         * @description How a session came to be.
         * @enum {string}
         */
        SessionKind: "browser" | "program";
        /** @description A person looked on the platform. */
        SettleBody: {
            /** @description Whether it is there. */
            arrived: boolean;
            /** @description Its page for people, when it is. */
            url?: string | null;
        };
        /** @description Whether somebody must set the house up. */
        Setup: {
            /** @description There is no agent yet. */
            needed: boolean;
        };
        /** @description The first admin. */
        SetupBody: {
            /** @description `de` or `en`. */
            language: string;
            /** @description An e-mail address. */
            login: string;
            /** @description Full name. */
            name: string;
            /** @description 10 to 256 characters. */
            password: string;
            /** @description What customers see. */
            public_name: string;
            /** @description From the one-time address printed at first start. */
            ticket: string;
        };
        /** @description Signing in. */
        SignInBody: {
            /** @description An e-mail address. */
            login: string;
            /** @description The password. */
            password: string;
        };
        /** @description A text that is written again and again. */
        Snippet: {
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            changed_at: string;
            /**
             * Format: uuid
             * @description Ours.
             */
            id: string;
            /** @description What it is found by. */
            name: string;
            /**
             * Format: uuid
             * @description The team that has it; null: everyone.
             */
            team_id: string | null;
            /** @description The words. `{customer}` and `{agent}` stand for names. */
            text: string;
        };
        /** @description What may be changed about it. Absent: left as it is. */
        SnippetBody: {
            /** @description What it is found by. */
            name?: string | null;
            /**
             * Format: uuid
             * @description The team that has it; null: everyone.
             */
            team_id?: string | null;
            /** @description The words. */
            text?: string | null;
        };
        /** @description One kind of call on one day. */
        SpendingLine: {
            /**
             * Format: int64
             * @description How many things were read or said.
             */
            count: number;
            /** @description The day, UTC: `2026-11-22`. */
            day: string;
            /**
             * @description The kind of call: `mentions`, `people`, `replies`, …; `set_aside` for calls under way, or
             *     whose end nobody saw.
             */
            kind: string;
            /**
             * Format: int64
             * @description What they cost.
             */
            micros: number;
        };
        /** @description A conversation that we begin. */
        StartBody: {
            /**
             * Format: uuid
             * @description Through which account.
             */
            account_id: string;
            /** @description A warning that stands before them. */
            content_warning?: string | null;
            /** @description BCP 47. */
            language?: string | null;
            /** @description Pictures and files, in order. */
            media?: components["schemas"]["MediaBody"][];
            /** @description A subject line. */
            subject?: string | null;
            /** @description The words. */
            text: string;
            /** @description To whom. */
            to: components["schemas"]["Recipient"];
            /** @description Who can read it. */
            visibility: components["schemas"]["Visibility"];
        };
        /**
         * @description Whose turn it is.
         * @enum {string}
         */
        Status: "open" | "pending" | "snoozed" | "resolved";
        /** @description Whose turn it becomes. */
        StatusBody: {
            no_answer?: components["schemas"]["NoAnswerReason"] | null;
            /** @description Which. */
            status: components["schemas"]["Status"];
            /**
             * Format: date-time
             * @description For `snoozed`: until when; absent: until the customer writes.
             */
            until?: string | null;
        };
        /**
         * @description Whether an account's live stream stands.
         * @enum {string}
         */
        StreamState: "open" | "closed" | "none";
        /** @description Another conversation that may be about the same matter. */
        Suggestion: {
            /**
             * Format: uuid
             * @description The other one, older.
             */
            conversation_id: string;
            /** @description What speaks for it. */
            reason: components["schemas"]["SuggestionReason"];
            /** @description Its subject. */
            subject: string;
        };
        /**
         * @description What speaks for two conversations being one.
         * @enum {string}
         */
        SuggestionReason: "same_subject";
        /** @description Agents who answer for the same accounts. */
        Team: {
            /**
             * Format: uuid
             * @description Ours.
             */
            id: string;
            /** @description What colleagues call it. */
            name: string;
        };
        /** @description What may be changed about a team. Absent: left as it is. */
        TeamBody: {
            /** @description All accounts it answers for. */
            accounts?: string[] | null;
            /** @description All its agents. */
            agents?: string[] | null;
            /** @description What colleagues call it. */
            name?: string | null;
        };
        /**
         * @description What becomes of the conversation once the reply is written.
         * @enum {string}
         */
        Then: "resolve";
        /** @description A platform's own thread. */
        Thread: {
            /**
             * Format: uuid
             * @description Through which account.
             */
            account_id: string;
            /** @description The platform's identifier of its topmost message. */
            external_id: string;
            /**
             * Format: uuid
             * @description Ours.
             */
            id: string;
        };
        /** @description A one-time address. */
        Ticket: {
            /**
             * Format: date-time
             * @description Until when it holds.
             */
            expires_at: string;
            /** @description What it is for. */
            kind: components["schemas"]["TicketKind"];
            /** @description What they sign in with. */
            login: string;
            /** @description Whose it is. */
            name: string;
        };
        /** @description Using a one-time address. */
        TicketBody: {
            /** @description `de` or `en`. */
            language?: string | null;
            /** @description Full name, if it should be another. */
            name?: string | null;
            /** @description 10 to 256 characters. */
            password: string;
            /** @description What customers see. */
            public_name?: string | null;
        };
        /**
         * @description What a one-time address is for.
         * @enum {string}
         */
        TicketKind: "invite" | "reset";
        /** @description A token to make. */
        TokenBody: {
            /**
             * Format: date-time
             * @description Until when it holds; absent: until somebody ends it.
             */
            expires_at?: string | null;
            /** @description What it is for. */
            label: string;
        };
        /** @description A new token, shown once. */
        TokenMade: {
            /** @description How it is listed. */
            session: components["schemas"]["SessionInfo"];
            /** @description To be sent as `Authorization: Bearer …`. */
            token: string;
        };
        /** @description A reply was taken back: what it said, for the composer. */
        Undone: {
            /** @description Its warning. */
            content_warning: string | null;
            /** @description Its conversation now. */
            conversation: components["schemas"]["Row"];
            /**
             * Format: uuid
             * @description What it answered.
             */
            in_reply_to: string | null;
            /** @description BCP 47. */
            language: string | null;
            letter: components["schemas"]["EntryLetter"] | null;
            /** @description Its pictures and files. */
            media: components["schemas"]["MediaBody"][];
            /** @description The words, without signature and mentions. */
            text: string;
            /** @description Who could have read it. */
            visibility: components["schemas"]["Visibility"];
        };
        /** @description Why somebody is no longer reached so. */
        Unreachable: {
            /** @description They are no longer there and said so; else what we sent came back for good. */
            left: boolean;
            /**
             * Format: date-time
             * @description Since when we know.
             */
            since: string;
            /** @description Who follows them, by address; untrusted. */
            successors: string[];
        };
        /** @description An uploaded file, to go with a reply. */
        Upload: {
            /**
             * Format: int32
             * @description Pixels.
             */
            height: number | null;
            /** @description Found in its bytes. */
            mime: string;
            /**
             * Format: int64
             * @description Bytes.
             */
            size: number;
            /** @description What to name it by. */
            upload_id: string;
            /** @description Where to look at it. */
            url: string;
            /**
             * Format: int32
             * @description Pixels.
             */
            width: number | null;
        };
        /** @description A saved list of conversations. */
        View: {
            /** @description What it shows. */
            filter: components["schemas"]["Filter"];
            /**
             * Format: uuid
             * @description Ours.
             */
            id: string;
            /** @description What it is called. */
            name: string;
            /**
             * Format: int64
             * @description Its place among the others.
             */
            position: number;
            /** @description Everyone's. */
            shared: boolean;
        };
        /** @description What may be changed about a saved list. Absent: left as it is. */
        ViewBody: {
            filter?: components["schemas"]["Filter"] | null;
            /** @description What it is called. */
            name?: string | null;
            /**
             * Format: int64
             * @description Its place among the others.
             */
            position?: number | null;
            /** @description Whether it is everyone's; leads only. */
            shared?: boolean | null;
        };
        /**
         * @description Who can read it, from narrow to wide.
         * @enum {string}
         */
        Visibility: "private" | "followers" | "unlisted" | "public";
        /**
         * @description For what a reply waits that has not left.
         * @enum {string}
         */
        WaitsFor: "undo" | "turn" | "rate_limit" | "budget" | "platform";
        /** @description What an event says besides its kind. Only what its kind knows is there. */
        What: {
            /**
             * Format: uuid
             * @description Which account.
             */
            account?: string | null;
            /**
             * Format: uuid
             * @description Which agent.
             */
            agent?: string | null;
            /**
             * Format: uuid
             * @description Which alarm.
             */
            alarm?: string | null;
            /**
             * Format: uuid
             * @description To whom it was given; absent: to nobody.
             */
            assignee?: string | null;
            before?: components["schemas"]["Held"] | null;
            counts?: components["schemas"]["Forgotten"] | null;
            /**
             * Format: uuid
             * @description The reply's way it is about.
             */
            delivery?: string | null;
            /**
             * Format: uuid
             * @description What is no longer there: it became part of this.
             */
            from?: string | null;
            /**
             * Format: uuid
             * @description What is there now: it was part of this.
             */
            into?: string | null;
            /**
             * Format: uuid
             * @description Which label.
             */
            label?: string | null;
            /** @description All words on it now. */
            labels?: string[] | null;
            /**
             * Format: uuid
             * @description The message it is about.
             */
            message?: string | null;
            /**
             * Format: uuid
             * @description The note it is about.
             */
            note?: string | null;
            state?: components["schemas"]["DeliveryState"] | null;
            status?: components["schemas"]["Status"] | null;
            /**
             * Format: uuid
             * @description The team it was given to, or that was changed.
             */
            team?: string | null;
            /**
             * Format: date-time
             * @description Until when it sleeps.
             */
            until?: string | null;
            /**
             * Format: uuid
             * @description Which saved list.
             */
            view?: string | null;
        };
        /** @description Where somebody is. */
        Whereabouts: {
            /**
             * Format: uuid
             * @description In this conversation.
             */
            conversation_id: string;
            /** @description Doing this. */
            what: components["schemas"]["Doing"];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    list_accounts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_AccountInfo"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    connect_callback: {
        parameters: {
            query: {
                state: string;
                code?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_choices: {
        parameters: {
            query?: {
                mark?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChoicesInfo"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    choose_accounts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChooseBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_AccountInfo"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    connect_account: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConnectBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectStep"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    remove_account: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; nothing to show. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_account: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountInfo"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    check_account: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Checked"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    count_going: {
        parameters: {
            query?: {
                /** @description Days that resolved conversations are kept. */
                resolved_days?: number;
                /** @description Days that our copies of pictures and files are kept. */
                attachments_days?: number;
                /** @description Days that strangers' posts are kept. */
                strangers_days?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Going"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_spending: {
        parameters: {
            query?: {
                /** @description So many days, today included; 1 to 90. */
                days?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountSpending"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_agents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_AgentInfo"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    invite_agent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InviteBody"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invited"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_agent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgentBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentInfo"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reset_agent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Link"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_alarms: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Alarm"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    clear_alarm: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; nothing to show. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_back_gap: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; nothing to show. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_conversations: {
        parameters: {
            query?: {
                /** @description Whose turn it is; none: any. */
                status?: components["schemas"]["Status"][];
                /** @description `any`, `none`, `me` or an agent's id. */
                assignee?: string;
                /** @description Given to one of these teams. */
                team?: string[];
                /** @description Came in through one of these accounts. */
                account?: string[];
                /** @description Carries one of these labels. */
                label?: string[];
                /** @description Of this customer. */
                customer?: string;
                /** @description Open, and mine or nobody's in my teams. */
                needs_me?: boolean;
                /** @description Somebody waits for us. */
                waiting?: boolean;
                /** @description Spam instead of everything else. */
                spam?: boolean;
                /** @description I have an unsent text in it. */
                draft?: boolean;
                /** @description A colleague called me in it. */
                mentioned?: boolean;
                /** @description By what it is ordered. */
                order?: components["schemas"]["Order"];
                /** @description `next` of the page before. */
                after?: string;
                /** @description At most so many; 1 to 200, 50 when absent. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Row"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    start_conversation: {
        parameters: {
            query?: never;
            header: {
                "idempotency-key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StartBody"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationPage"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_many: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkDone"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    count_conversations: {
        parameters: {
            query?: {
                /** @description Names of built-in views or ids of saved ones; none: all built-in ones. */
                view?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Counts"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_conversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationPage"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_conversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConversationBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationPage"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_draft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                kind: components["schemas"]["DraftKind"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftBody"];
            };
        };
        responses: {
            /** @description Done; nothing to show. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_draft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                kind: components["schemas"]["DraftKind"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; nothing to show. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    join_conversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JoinConversationBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationPage"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_revisions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                message_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Revision"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    add_note: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoteBody"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Entry"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reply: {
        parameters: {
            query?: never;
            header: {
                "idempotency-key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplyBody"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Replied"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    separate_conversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SeparateBody"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationPage"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_status: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StatusBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationPage"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    undo_status: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationPage"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_timeline: {
        parameters: {
            query?: {
                /** @description `next` of the page that was read before: leads to what is older. */
                before?: string;
                /** @description At most so many; 1 to 200, 50 when absent. */
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Entry"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_customer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerInfo"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_customer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerInfo"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_customer_conversations: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string;
                /** @description At most so many; 1 to 200, 50 when absent. */
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Row"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    erase_customer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ErasureBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erasure"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    export_customer: {
        parameters: {
            query?: {
                /** @description `de` or `en`; without it the customer's, else the agent's. */
                language?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": number[];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    join_customer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JoinBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerInfo"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    separate_customer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SeparateCustomerBody"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerInfo"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_customer_timeline: {
        parameters: {
            query?: {
                /** @description `next` of the page that was read before: leads to what is older. */
                before?: string;
                /** @description At most so many; 1 to 200, 50 when absent. */
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Entry"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_deletions: {
        parameters: {
            query?: {
                /** @description Those that were decided (leads), the newest first, instead of those that wait. */
                decided?: boolean;
                /** @description `next` of the page before. */
                after?: string;
                /** @description At most so many; 1 to 200, 50 when absent. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Deletion"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirm_deletion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; nothing to show. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    decline_deletion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; nothing to show. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdraw_deletion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; nothing to show. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_deliveries: {
        parameters: {
            query?: {
                /** @description In one of these states; none: all that have not arrived. */
                state?: components["schemas"]["DeliveryState"][];
                /** @description `next` of the page before. */
                after?: string;
                /** @description At most so many; 1 to 200, 50 when absent. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_OutboxItem"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    send_now: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Entry"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retry_delivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Entry"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    settle_delivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettleBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Entry"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    undo_reply: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Undone"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_erasures: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string;
                /** @description At most so many; 1 to 200, 50 when absent. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Erasure"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_events: {
        parameters: {
            query?: {
                /** @description The last number one has; absent: from the beginning. */
                after?: number;
                /** @description At most so many are looked at; 1 to 200, 50 when absent. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Events"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_hidings: {
        parameters: {
            query?: {
                /**
                 * @description Those that something came of (leads), the newest first, instead of those that no lead looked
                 *     at yet.
                 */
                settled?: boolean;
                /** @description `next` of the page before. */
                after?: string;
                /** @description At most so many; 1 to 200, 50 when absent. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Hiding"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    keep_hidden: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; nothing to show. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    undo_join: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; nothing to show. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_labels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Label"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    make_label: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewLabelBody"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Label"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    drop_label: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; nothing to show. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_label: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LabelBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Label"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    live: {
        parameters: {
            query?: {
                /** @description The last number one has; absent: from now on. */
                after?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Not a body: what each text frame to the server is. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClientFrame"];
            };
        };
        responses: {
            /** @description What each text frame from the server is. */
            101: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServerFrame"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MeBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_drafts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Draft"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_notifications: {
        parameters: {
            query?: {
                /** @description `next` of the page before. */
                after?: string;
                /** @description At most so many; 1 to 200, 50 when absent. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Notification"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_notifications: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReadBody"];
            };
        };
        responses: {
            /** @description Done; nothing to show. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordBody"];
            };
        };
        responses: {
            /** @description Done; nothing to show. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    put_photo: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["FileBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_photo: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_SessionInfo"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    end_other_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; nothing to show. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    end_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; nothing to show. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    make_token: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenBody"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenMade"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_media: {
        parameters: {
            query?: {
                /** @description `1`: the smaller picture. */
                preview?: string;
                /** @description `1`: to look at it in a tab of its own. Only a PDF is shown so. */
                view?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": number[];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    check_message: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Entry"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    propose_deletion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeletionBody"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deletion"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    full_text: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FullText"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    goes_there: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; nothing to show. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    hide_message: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HidingBody"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hiding"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unhide_message: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; nothing to show. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_inline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                content_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/*": number[];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    like_message: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; nothing to show. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unlike_message: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; nothing to show. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    may_reply: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MayReplyInfo"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_original: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": number[];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_page: {
        parameters: {
            query?: {
                /** @description `1`: with pictures from other servers, through our proxy. */
                pictures?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_photo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hash: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": number[];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_platforms: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_PlatformInfo"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_proxied: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/*": number[];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    search: {
        parameters: {
            query?: {
                /** @description The words. */
                q?: string;
                /**
                 * @description `messages` (the default), `notes`, `customers`, or `both`: a name together with words of what
                 *     was said in that person's matters.
                 */
                kind?: string;
                /** @description Only what came in or left through one of these accounts; customers are found all the same. */
                account?: string[];
                /** @description Only what was written then or later: an instant, or a day (UTC). Not for customers. */
                since?: string;
                /** @description Only what was written before that instant, or up to the end of that day (UTC). */
                until?: string;
                /** @description `next` of the page before. */
                after?: string;
                /** @description At most so many; 1 to 200, 50 when absent. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Found"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sign_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    sign_out: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; nothing to show. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_setup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Setup"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    set_up: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetupBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_snippets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Snippet"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    make_snippet: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSnippetBody"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Snippet"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    drop_snippet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; nothing to show. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_snippet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SnippetBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Snippet"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_teams: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Team"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    make_team: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTeamBody"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    dissolve_team: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; nothing to show. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_team: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TeamBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_ticket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    use_ticket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TicketBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    upload: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["FileBody"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    get_upload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                upload_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": number[];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_views: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_View"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    make_view: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewViewBody"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["View"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    drop_view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; nothing to show. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    change_view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ViewBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["View"];
                };
            };
            /** @description It was not done. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
