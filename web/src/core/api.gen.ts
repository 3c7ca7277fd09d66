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
    "/api/v1/agents/{id}/handover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand everything over that is an agent's: one's own, or as a lead another's. */
        post: operations["hand_over"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
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
    "/api/v1/announcements/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take back what has not left, was refused, or of which you know that it is not there. */
        delete: operations["drop_announcement"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/announcements/{id}/there": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** You looked: what nobody knew of is there. */
        post: operations["announcement_is_there"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take back what was written down by mistake. That there was something stays, without words. */
        delete: operations["delete_contact"];
        options?: never;
        head?: never;
        /** Change what was written down: its author for a week, leads always. */
        patch: operations["change_contact"];
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
    "/api/v1/conversations/{id}/card": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The case card of a conversation. */
        get: operations["get_card"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/card/lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write a line of the case card. */
        post: operations["add_line"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/card/lines/{line}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** A line of the case card is not so. It stays away when the same is read again. */
        delete: operations["drop_line"];
        options?: never;
        head?: never;
        /** Correct a line of the case card. */
        patch: operations["change_line"];
        trace?: never;
    };
    "/api/v1/conversations/{id}/consult": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask a colleague outside by mail: what they answer becomes a note. */
        post: operations["consult"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write down what was said outside the platforms, when it was. */
        post: operations["log_contact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
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
    "/api/v1/conversations/{id}/escalation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why a conversation is to be handled with care, or was; null: it never was. */
        get: operations["get_escalation"];
        put?: never;
        post?: never;
        /** You looked at it: it is answered as everything else again. */
        delete: operations["settle_escalation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/follow_up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When it is asked whether it worked, once the conversation is resolved. */
        get: operations["get_follow_up"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Plan to ask whether it worked, otherwise, or not at all. */
        patch: operations["set_follow_up"];
        trace?: never;
    };
    "/api/v1/conversations/{id}/hints/{kind}/dismissed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a hint away. */
        post: operations["dismiss_hint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Incidents that are reported in a conversation, and go on or ended lately. */
        get: operations["conversation_incidents"];
        put?: never;
        post?: never;
        delete?: never;
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
    "/api/v1/conversations/{id}/promises": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was promised in a conversation, in the order in which it was. */
        get: operations["conversation_promises"];
        put?: never;
        /** Write a promise down by hand: it stands. */
        post: operations["add_promise"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/conversations/{id}/reading": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What is known about what somebody types. Changes nothing. */
        post: operations["read"];
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
    "/api/v1/customers/{id}/facts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is known about a customer. */
        get: operations["list_facts"];
        put?: never;
        /** Write down what is known about a customer. */
        post: operations["add_fact"];
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
    "/api/v1/customers/{id}/suggestions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who may be the same person, the likeliest first. */
        get: operations["list_suggestions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/suggestions/{other}/code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a code to one of the two. When the other says it back, they are joined. */
        post: operations["send_code"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/suggestions/{other}/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** They are one. */
        post: operations["join_suggestion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/customers/{id}/suggestions/{other}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** They are two. It is not asked again. */
        post: operations["reject_suggestion"];
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
    "/api/v1/customers/{id}/verified": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A customer proved who they are. */
        post: operations["verify"];
        /** That no longer counts. */
        delete: operations["end_verification"];
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
    "/api/v1/escalations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What nobody looked at with care yet, the oldest first; `total` is exact up to 1,000. */
        get: operations["list_escalations"];
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
    "/api/v1/facts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** A fact is not so. It stays away when the same is read again. */
        delete: operations["dismiss_fact"];
        options?: never;
        head?: never;
        /** Correct or confirm a fact. */
        patch: operations["change_fact"];
        trace?: never;
    };
    "/api/v1/facts/{id}/reveal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** See a sensitive value. The log tells that somebody did. */
        post: operations["reveal_fact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What rules noticed, the newest first; `total` is exact up to 1,000. */
        get: operations["list_flags"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flags/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them. */
        get: operations["get_flag"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flags/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * It is what the rule looks for. Where its author may be offered help unasked, a conversation of
         *     yours is opened; the platform is asked first how the post stands now.
         */
        post: operations["confirm_flag"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flags/{id}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** It is not what the rule looks for. A stranger's post is forgotten within days. */
        post: operations["dismiss_flag"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/flags/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A decision is taken back; a conversation that was opened stays. */
        post: operations["undo_flag"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/handovers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest handings over that concern you. */
        get: operations["list_handovers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/handovers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A handing over with its notes. */
        get: operations["get_handover"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/handovers/{id}/notes/{note}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a drafted note, or do not. */
        post: operations["decide_note"];
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
    "/api/v1/hints/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How teams took hints, by day; without teams of fewer than five. */
        get: operations["count_hints"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Incidents of the last days, the last first; without who reports them. */
        get: operations["list_incidents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An incident, and who reports it in matters that you see. */
        get: operations["get_incident"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Name an incident, or say what people are told of it. */
        patch: operations["change_incident"];
        trace?: never;
    };
    "/api/v1/incidents/{id}/announce": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say something of an incident before everyone, with the words that you read; once for each text and
         *     account.
         */
        post: operations["announce"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{id}/announcements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The accounts that can say something of an incident before everyone, the words as they would say them,
         *     and what each said.
         */
        get: operations["list_announcements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{id}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** An incident is over, or is none. Who reports one that is over is told once. */
        post: operations["end_incident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incidents/{id}/tell": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tell who reports it, each with the words that you read; once for each text. */
        post: operations["tell_of_incident"];
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
    "/api/v1/lessons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a team's readings learned from, the newest first; without a team what is everybody's. */
        get: operations["list_lessons"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lessons/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** A lesson is taken back: readings are as if nobody had said it. */
        delete: operations["undo_lesson"];
        options?: never;
        head?: never;
        patch?: never;
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
    "/api/v1/live-board": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How it stands now. Events say when it is stale. */
        get: operations["get_board"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/live-board/behind": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The conversations behind a number of the board. */
        get: operations["get_behind_board"];
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
    "/api/v1/me/alarm-mail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether one is told of alarms by mail. */
        get: operations["get_alarm_mailing"];
        /** Be told of alarms by mail from now on, or no longer. */
        put: operations["put_alarm_mailing"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
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
    "/api/v1/messages/{id}/tone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was read of a message: what it is, how urgent, and why. Null: nothing was. */
        get: operations["get_tone"];
        /** Say what a message is, in place of what was read. The team's readings learn from it. */
        put: operations["put_tone"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/next": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give me what needs me most; nobody else gets it for ten minutes. */
        post: operations["next"];
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
    "/api/v1/promises": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Promises, the first due first; what is never due last. */
        get: operations["list_promises"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/promises/{id}": {
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
        /** Change a promise. Another time for one that stands is another promise: answers with that. */
        patch: operations["change_promise"];
        trace?: never;
    };
    "/api/v1/promises/{id}/break": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** It will not be kept, and nothing takes its place. */
        post: operations["break_promise"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/promises/{id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** It is a promise. */
        post: operations["confirm_promise"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/promises/{id}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** It is none. */
        post: operations["dismiss_promise"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/promises/{id}/keep": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** It is done. One that was broken stays broken, and is owed no longer. */
        post: operations["keep_promise"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/promises/{id}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Another time was promised instead: answers with the promise that holds now. */
        post: operations["move_promise"];
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
    "/api/v1/reports/behind": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The conversations behind a figure, as far as they are still there and the caller sees them, those
         *     of the last days first. `total`: how many cases; null: held back, as the figure is.
         */
        get: operations["get_behind"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/definitions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What each figure says. */
        get: operations["list_definitions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Figures. */
        get: operations["get_figures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/figures.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as CSV, in the language of whoever asks; its days are those of the house's time zone. */
        get: operations["get_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/saved": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own, and those of one's teams. */
        get: operations["list_reports"];
        put?: never;
        /** Keep a question. */
        post: operations["save_report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reports/saved/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Drop one: who made it, for a team's its leads too. */
        delete: operations["drop_report"];
        options?: never;
        head?: never;
        /** Change one: who made it, for a team's its leads too. */
        patch: operations["change_report"];
        trace?: never;
    };
    "/api/v1/resolving/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What would stay open if a conversation were resolved now. */
        get: operations["get_resolving"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All rules that are yours to see. */
        get: operations["list_rules"];
        put?: never;
        /** Make a rule; it counts from the next post on. */
        post: operations["make_rule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rules/backtest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A rule tried over the past, one step of it: hand the answer in again as `so_far` while `next` is
         *     there. Writes nothing.
         */
        post: operations["back_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rules/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a rule is: what is wrong with it, what it means, what its words match. Writes nothing. */
        post: operations["check_rule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rules/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A rule tried on what came lately. Writes nothing. */
        post: operations["preview_rule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rules/watches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * How each channel would look for a rule on its platform: whether it may, what it asks for, what that
         *     does not find, what it costs. Writes nothing.
         */
        post: operations["rule_watches"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A rule. */
        get: operations["get_rule"];
        /** Another rule in place of this one; it counts from the next post on. */
        put: operations["change_rule"];
        post?: never;
        /** A rule is no more. What it found stays. */
        delete: operations["drop_rule"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rules/{id}/deeds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a rule did by itself, the newest first. */
        get: operations["rule_deeds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rules/{id}/missed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a rule did not match in conversations that somebody put a label on, lately. */
        get: operations["rule_missed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rules/{id}/precision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How well a rule notices, by what people decided. */
        get: operations["rule_precision"];
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
    "/api/v1/settings/alarm-hooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The programs that are told of alarms. */
        get: operations["list_alarm_hooks"];
        put?: never;
        /** Tell a program of alarms: signed by a secret that is shown in this answer alone. */
        post: operations["add_alarm_hook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/alarm-hooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Tell a program no longer. */
        delete: operations["drop_alarm_hook"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/capacity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many open conversations each in a team carries. */
        get: operations["list_capacities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/capacity/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say how many open conversations each in a team carries before *Next* gives them no new ones. */
        put: operations["put_capacity"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/figures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** On what ground figures may rest on few people. */
        get: operations["get_ground"];
        /** State the legal ground, or take it back. */
        put: operations["put_ground"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/hours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All that somebody set; whoever has none has the house's, and without those it is always open. */
        get: operations["list_hours"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/hours/free-days": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The free days of a place in a year, by date. */
        get: operations["list_free_days"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/hours/ical": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read a calendar file: nothing is kept, the days are for `holidays.also`. */
        post: operations["read_ical"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/hours/regions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Places whose holidays are known. */
        get: operations["list_regions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/hours/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say when somebody is there: a team or an account by its id, the house by the nil UUID. */
        put: operations["put_hours"];
        post?: never;
        /** Nobody says any more when they are there. */
        delete: operations["drop_hours"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/knowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the company told so that texts are read better. */
        get: operations["get_knowledge"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change what the company told. */
        patch: operations["change_knowledge"];
        trace?: never;
    };
    "/api/v1/settings/knowledge/hints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A team wants a kind of hint again. */
        post: operations["wake_hint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/noticing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is held about noticing strangers. */
        get: operations["get_noticing"];
        /** Say anew what is held about noticing strangers. */
        put: operations["put_noticing"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/skills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is good at what: *Next* gives it to them sooner. */
        get: operations["list_skills"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/skills/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say what somebody is good at. A lead does for their own people. */
        put: operations["put_skills"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/targets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The targets that hold, in the order in which they count. */
        get: operations["list_targets"];
        /** Say all targets anew. They hold for whoever begins to wait from now on. */
        put: operations["put_targets"];
        post?: never;
        delete?: never;
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
            /**
             * @description What a person writes anew about a matter of theirs that is open is joined with it by itself;
             *     else it is offered.
             */
            joins_matters: boolean;
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
            /** @description What goes on with an open matter is joined with it by itself. */
            joins_matters?: boolean | null;
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
            /** @description Rules may send it to those whom they match. */
            by_rules: boolean;
            /** @description Its words in English, at most 2,000 characters; empty: the house's own. */
            english: string;
            /** @description Its words in German, at most 2,000 characters; empty: the house's own. */
            german: string;
            /** @description It is sent to everybody who begins a matter. */
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
             *     it, `url`; of an announcement, `incident`.
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
             *     `announcement_refused`, `announcement_unknown`, `deletions_late`, `storage_low`, `gap`,
             *     `account_notice` (a budget that is nearly spent), `target_missed`, `promise_missed`, `flood`.
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
        /** @description A program that is told of alarms. */
        AlarmHook: {
            /**
             * Format: date-time
             * @description When it last took a call.
             */
            called_at: string | null;
            /**
             * Format: date-time
             * @description Since when.
             */
            created_at: string;
            /**
             * Format: uuid
             * @description Ours.
             */
            id: string;
            /** @description What signs the calls; only in the answer that made it. */
            secret: string | null;
            /** @description Why it took none since: `hook.refused`, `hook.no_answer`, `hook.address`. */
            trouble: string | null;
            /** @description Where it is called. */
            url: string;
        };
        /** @description A program to tell. */
        AlarmHookBody: {
            /** @description Where it is called: `https`, on the public internet or what the operator allows. */
            url: string;
        };
        /**
         * @description Whether one is told of alarms by mail. What is about a single matter is not mailed, nor what is over
         *     within a minute.
         */
        AlarmMailing: {
            /**
             * Format: uuid
             * @description Through which account mails leave now; null: no mailbox is connected, and none leave.
             */
            account_id: string | null;
            /** @description At which address: what one signs in with. */
            address: string;
            /** @description One is. */
            on: boolean;
            /**
             * @description Why the last one did not reach one, a translatable key: `alarm_mail.returned`,
             *     `alarm_mail.gave_up`, `alarm_mail.unknown`, or why the mail server refused it.
             */
            trouble: string | null;
        };
        /** @description The same, to be said. */
        AlarmMailingBody: {
            /** @description Told by mail from now on, or no longer. */
            on: boolean;
        };
        /** @description Say it before everyone. */
        AnnounceBody: {
            /** @description Each account with the words that you read. */
            texts: components["schemas"]["AnnounceText"][];
            /** @description Which text. */
            what: components["schemas"]["TellWhat"];
        };
        /** @description What one account says, as you read it. */
        AnnounceText: {
            /**
             * Format: uuid
             * @description Through which account.
             */
            account_id: string;
            /** @description The words. */
            text: string;
        };
        /** @description An account that can say something before everyone. */
        Announceable: {
            /**
             * Format: uuid
             * @description Which.
             */
            account_id: string;
            /** @description That it is over, as it would be said. */
            over: string;
            /** @description What it said, in the order it was written. */
            said: components["schemas"]["Announcement"][];
            /** @description What is known, as it would be said; empty while there is no text. */
            text: string;
        };
        /** @description Something that an account said of an incident before everyone, or is about to. */
        Announcement: {
            /**
             * Format: uuid
             * @description Ours.
             */
            id: string;
            /**
             * Format: date-time
             * @description Until then it can be taken back; or when it is tried again.
             */
            not_before: string;
            reason: components["schemas"]["Reason"] | null;
            /** @description How far it is. */
            state: components["schemas"]["DeliveryState"];
            /** @description The words, signature included. */
            text: string;
            /** @description Its page for people. */
            url: string | null;
            /** @description Which text: `text`, `over`. */
            what: string;
        };
        /** @description Whether somebody may be offered help unasked. */
        Approach: {
            /**
             * @description Why not, translatable: `approach.old`, `approach.opted_out`, `approach.place`,
             *     `approach.never`, `approach.already`, `approach.gone`, `approach.answered`,
             *     `approach.solved`, or the platform's reason.
             */
            code: string | null;
            /** @description They may, as far as it is known. */
            may: boolean;
            /** @description Not through the platform's interface, but by a person on the platform itself. */
            there: boolean;
            /** @description What the translation needs. */
            values: Record<string, never>;
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
        /** @description A rule tried over the past, as far as it got. */
        BackTest: {
            /** @description It matches more than anybody will look at. */
            broad: boolean;
            /** @description By day, the oldest first; days on which nothing came are not in it. */
            days: components["schemas"]["DayHits"][];
            /**
             * Format: date-time
             * @description From when on.
             */
            from: string | null;
            /**
             * Format: int64
             * @description How many match.
             */
            hits: number;
            /**
             * Format: int64
             * @description How many were looked at.
             */
            looked_at: number;
            /** @description Where to go on; null: it is whole. */
            next: string | null;
            /** @description What other rules match too, the most first. */
            overlap: components["schemas"]["RuleOverlap"][];
            /**
             * Format: double
             * @description Hits on a day, on average.
             */
            per_day: number;
            /**
             * Format: double
             * @description How much of the time was looked at, from 0 to 1.
             */
            progress: number;
            /** @description Some of those that match, from all of the time. */
            samples: components["schemas"]["TestSample"][];
            /**
             * Format: double
             * @description The share of all that match, from 0 to 1.
             */
            share: number;
            /**
             * Format: date-time
             * @description Until when.
             */
            until: string | null;
        };
        /** @description Try a rule over the past: one step of it. */
        BackTestBody: {
            /** @description It looks only at what came through these; empty: at everything. */
            accounts?: string[];
            /**
             * Format: int32
             * @description How far back; 30 when absent, at most 366.
             */
            days?: number | null;
            so_far?: components["schemas"]["BackTest"] | null;
            /** @description Its words. */
            text: string;
        };
        /** @description The answer to a step: the trial so far, and its samples as timelines show them. */
        BackTestStep: components["schemas"]["BackTest"] & {
            /** @description The samples, once it is whole. */
            shown: components["schemas"]["MatchedMessage"][];
        };
        /** @description A conversation behind a figure. Who answered it, and how fast, is not said. */
        Behind: {
            /**
             * Format: uuid
             * @description The account it came in through first.
             */
            account_id: string;
            /**
             * Format: date-time
             * @description When it began here.
             */
            created_at: string;
            /** @description Whose matter it is. */
            customer: components["schemas"]["RowCustomer"];
            /**
             * Format: uuid
             * @description The conversation's.
             */
            id: string;
            /** @description Words on it. */
            labels: string[];
            /**
             * Format: date-time
             * @description When the newest message was written.
             */
            last_message_at: string;
            /** @description The beginning of its newest message. */
            preview: string;
            /** @description How urgent it is now. */
            priority: components["schemas"]["Priority"];
            /** @description How it stands now. */
            status: components["schemas"]["Status"];
            /** @description What it is about. */
            subject: string | null;
            /**
             * Format: uuid
             * @description The team it is given to now.
             */
            team_id: string | null;
        };
        /**
         * @description How it stands now. Every number has a list of conversations behind it: by team or account, with
         *     `waiting`.
         */
        Board: {
            /** @description By account. */
            accounts: components["schemas"]["BoardAccount"][];
            /** @description How many alarms stand. */
            alarms: number;
            /** @description All together. */
            all: components["schemas"]["Waiting"];
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /**
             * @description Incidents that go on, and those of the last two days that are over and of which not everybody who
             *     was told of them was told so; the first first.
             */
            incidents: components["schemas"]["BoardIncident"][];
            /**
             * @description For whom it is too late next (`due_why.over`), the first first; at most three. Empty: nobody waits
             *     who is not too late already.
             */
            late_next: components["schemas"]["Row"][];
            /** @description How many are here now. */
            on: number;
            /** @description Who is here of those whom a lead sees, who has least first; empty for others. */
            people: components["schemas"]["BoardPerson"][];
            /** @description How many promises we owe by the end of today, late ones with them. */
            promises_due: number;
            /** @description By team. */
            teams: components["schemas"]["BoardTeam"][];
            /** @description Topics that rise, the most people first. */
            topics: components["schemas"]["BoardTopic"][];
            /**
             * Format: int32
             * @description Answered within their target today, in a hundred; null: too few to be told.
             */
            within_target_today: number | null;
        };
        /** @description An account on the board. */
        BoardAccount: components["schemas"]["Waiting"] & {
            /**
             * Format: uuid
             * @description Which.
             */
            account_id: string;
            /**
             * Format: date-time
             * @description By when whoever writes now would be told that an answer comes, as acknowledgements say it;
             *     null: too little is known to say so.
             */
            answered_by: string | null;
            /** @description How its fetching goes. */
            health: components["schemas"]["Health"];
            /**
             * Format: int64
             * @description Half of what came last was written so many seconds before we had it.
             */
            lag_seconds: number | null;
            /** @description They would be told that it takes longer than usual. */
            over_capacity: boolean;
            /** @description Why not: a translatable key. */
            problem: string | null;
            spending: components["schemas"]["BoardSpending"] | null;
            /** @description Whether it works. */
            status: components["schemas"]["AccountStatus"];
        };
        /** @description An incident on the board. */
        BoardIncident: {
            /** @description Places, products and words that several of them said, those that say most first. */
            about: string[];
            /**
             * Format: uuid
             * @description Which: `GET /incidents/{id}`.
             */
            id: string;
            /** @description In how many matters. */
            matters: number;
            /** @description What a person calls it. */
            name: string | null;
            /** @description How many people report it: all of them, seen or not. */
            people: number;
            /** @description Where it is, as people name it; the place that most of them name first. */
            places: string[];
            /**
             * Format: date-time
             * @description When the first of them wrote.
             */
            since: string;
            /** @description It is over, and `matters` less this many were not told so. */
            told_over: number | null;
        };
        /** @description Somebody who is here, and what they carry: no figure of how they work. */
        BoardPerson: {
            /**
             * Format: uuid
             * @description Who.
             */
            agent_id: string;
            /** @description They said that nothing new should be given to them. */
            away: boolean;
            /**
             * Format: int32
             * @description How many their teams carry each; null: as many as there are.
             */
            most: number | null;
            /**
             * Format: int64
             * @description How many open conversations they have.
             */
            open: number;
        };
        /**
         * @description What an account spent so far, by our own count, in millionths of a US dollar. Days and months are
         *     those of UTC.
         */
        BoardSpending: {
            /**
             * Format: int64
             * @description What may be spent in a day; 0: whatever it costs.
             */
            budget_day_micros: number;
            /**
             * Format: int64
             * @description The same in a month.
             */
            budget_month_micros: number;
            /**
             * Format: int64
             * @description Spent in this month.
             */
            month_micros: number;
            /**
             * Format: int64
             * @description Spent today.
             */
            today_micros: number;
        };
        /** @description A team on the board. */
        BoardTeam: components["schemas"]["Waiting"] & {
            /** @description How many of it are here now. */
            on: number;
            /**
             * Format: uuid
             * @description Which; null: what was given to none.
             */
            team_id: string | null;
        };
        /** @description What more people write about than is usual, and that is no incident. */
        BoardTopic: {
            /** @description In how many conversations. */
            conversations: number;
            /**
             * Format: uuid
             * @description A message of it, by which what lies behind it is asked for.
             */
            of: string;
            /** @description How many people, of those that you see. */
            people: number;
            /**
             * Format: date-time
             * @description When the first of them wrote, within the last hour.
             */
            since: string;
            /**
             * Format: double
             * @description How many people would be usual in an hour.
             */
            usual: number;
            /** @description What it is about: the words that say most, as people wrote them. */
            words: string[];
        };
        /** @description Why a promise will not be kept. */
        BreakBody: {
            /** @description In words. */
            reason?: string | null;
        };
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
        /**
         * @description By what figures are told apart.
         * @enum {string}
         */
        By: "account" | "team" | "label" | "rule" | "priority" | "language" | "hour" | "weekday" | "day" | "week" | "month";
        /** @description What a platform can do. */
        Capabilities: {
            /** @description Pictures can carry a description. */
            alt_text: boolean;
            /** @description We can say something before everyone, to nobody in particular. */
            announce: boolean;
            /** @description Posts can carry a warning. */
            content_warning: boolean;
            /** @description Our own posts can be deleted. */
            delete: boolean;
            /** @description What others left on our page can be deleted. */
            delete_others: boolean;
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
        /** @description How many open conversations each in a team carries. */
        Capacity: {
            /**
             * Format: int32
             * @description So many; null: as many as there are.
             */
            most: number | null;
            /**
             * Format: uuid
             * @description Which team.
             */
            team_id: string;
        };
        /** @description The same, to be said. */
        CapacityBody: {
            /**
             * Format: int32
             * @description 1 to 1,000; null: as many as there are.
             */
            most?: number | null;
        };
        /** @description The case card of a matter. */
        Card: {
            /** @description What cannot all be so. */
            contradictions: components["schemas"]["Contradiction"][];
            /**
             * Format: uuid
             * @description Of which.
             */
            conversation_id: string;
            /** @description What is known about the customer. */
            facts: components["schemas"]["Fact"][];
            /** @description Part by part. */
            lines: components["schemas"]["CardLine"][];
            /** @description What we owe. */
            owed: components["schemas"]["Owed"];
            /** @description What we promised. */
            promises: components["schemas"]["Promise"][];
            /**
             * Format: int64
             * @description It holds everything up to this event.
             */
            seq: number;
            verified: components["schemas"]["Verified"] | null;
        };
        /** @description A line of the case card. */
        CardLine: {
            /**
             * Format: date-time
             * @description When it was said.
             */
            at: string;
            /**
             * Format: uuid
             * @description Who.
             */
            by: string | null;
            /**
             * Format: uuid
             * @description Ours.
             */
            id: string;
            /** @description Where it stands. */
            part: components["schemas"]["CardPart"];
            /** @description Where. */
            source: components["schemas"]["Source"];
            /** @description What a person made of it. */
            state: components["schemas"]["FactState"];
            /** @description What it says. */
            text: string;
            /** @description A day or a time (ISO), where it says one. */
            value: string | null;
        };
        /** @description Write a line of the card. */
        CardLineBody: {
            /** @description Where. */
            part: components["schemas"]["CardPart"];
            /** @description What it says; at most 1,000 characters. */
            text: string;
        };
        /** @description Correct a line of the card. */
        CardLineChange: {
            /** @description What it should say. */
            text: string;
        };
        /**
         * @description A part of the case card.
         * @enum {string}
         */
        CardPart: "about" | "since" | "tried_by_them" | "tried_by_us" | "needed_by" | "demand" | "open";
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
        /**
         * @description How far something has climbed.
         * @enum {string}
         */
        Climbed: "no" | "near" | "missed";
        /** @description What came of confirming a flag. */
        Confirmed: {
            /** @description Whether its author may be offered help, and why not. */
            approach: components["schemas"]["Approach"];
            /**
             * Format: uuid
             * @description The matter, yours; null: nobody may be approached about it.
             */
            conversation_id: string | null;
            /** @description The flag now. */
            flag: components["schemas"]["Flag"];
            /** @description The public offer of help, for the composer. */
            offer: string | null;
        };
        /**
         * @description What a person may say about what was read.
         * @enum {string}
         */
        ConfirmedState: "confirmed";
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
        /** @description A question to a colleague outside. */
        ConsultBody: {
            /**
             * Format: uuid
             * @description Through which mailbox; absent: the matter's, else the first.
             */
            account_id?: string | null;
            /** @description The letter's subject; at most 200 characters. */
            subject: string;
            /** @description The question. */
            text: string;
            /** @description Who: `Kim <kim@example.net>` or the bare address. */
            to: string;
        };
        /** @description What to change about it. Absent: left as it is. */
        ContactBody: {
            /**
             * Format: date-time
             * @description When it was.
             */
            at?: string | null;
            how?: components["schemas"]["ContactWay"] | null;
            /** @description What was said. */
            text?: string | null;
            /** @description They wait for us since then. */
            waits?: boolean | null;
        };
        /** @description Something said outside the platforms, as it stands on a timeline. */
        ContactEntry: {
            /**
             * Format: uuid
             * @description Who wrote it down.
             */
            agent_id: string;
            /**
             * Format: date-time
             * @description When it was.
             */
            at: string;
            /**
             * Format: uuid
             * @description The matter.
             */
            conversation_id: string;
            /**
             * Format: date-time
             * @description When it was taken back.
             */
            deleted_at: string | null;
            /** @description `in`: they came to us. */
            direction: components["schemas"]["Direction"];
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            edited_at: string | null;
            /** @description How. */
            how: components["schemas"]["ContactWay"];
            /**
             * Format: uuid
             * @description Ours.
             */
            id: string;
            /**
             * Format: date-time
             * @description When it was written down.
             */
            logged_at: string;
            /** @description What was said; empty once deleted. */
            text: string;
            /** @description They wait for us since then. */
            waits: boolean;
        };
        /**
         * @description How somebody spoke with a customer.
         * @enum {string}
         */
        ContactWay: "phone" | "shop" | "visit" | "technician" | "letter" | "other";
        /** @description Of these only one can be so. */
        Contradiction: {
            /** @description Which facts. */
            facts: string[];
            /** @description Of what kind. */
            kind: string;
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
            /** @description Labels that they carry, these and no others; at most 20. */
            labels?: string[] | null;
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
            /** @description Labels that they carry. */
            labels: string[];
            /** @description BCP 47, when known. */
            language: string | null;
            /** @description What to call them. */
            name: string;
        };
        /** @description How many came on a day, and how many of those match. */
        DayHits: {
            /**
             * Format: date
             * @description In the house's time zone.
             */
            day: string;
            /**
             * Format: int64
             * @description How many of those match.
             */
            hits: number;
            /**
             * Format: int64
             * @description How many came.
             */
            looked_at: number;
        };
        /** @description What a free day is called. */
        DayName: {
            /** @description In German. */
            de: string;
            /** @description In English. */
            en: string;
        };
        /** @description What a figure says, and what it does not. */
        Definition: {
            /** @description In German: what it is called, and what counts. */
            de: components["schemas"]["Said"];
            /** @description In English. */
            en: components["schemas"]["Said"];
            /** @description Its name in the interface. */
            id: string;
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
         * @description Why a message should go. What others left on our page never goes for `mistake`, `wrong_place` or
         *     `tone`.
         * @enum {string}
         */
        DeletionReason: "mistake" | "wrong_place" | "private_data" | "tone" | "hateful" | "dangerous" | "insulting" | "spam" | "required" | "other";
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
        /** @description Dismiss a flag. */
        DismissBody: {
            reason?: components["schemas"]["FlagReason"] | null;
        };
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
        /** @description A promise found in a text that is being written. */
        DraftPromise: {
            /**
             * Format: date-time
             * @description By when.
             */
            due: string | null;
            /**
             * Format: int32
             * @description Where it ends.
             */
            end: number;
            /** @description How firmly. */
            firmness: components["schemas"]["Firmness"];
            /** @description What. */
            kind: components["schemas"]["PromiseKind"];
            /**
             * Format: int32
             * @description Where it begins, in UTF-16 units.
             */
            start: number;
            /** @description The words. */
            text: string;
        };
        /**
         * @description Who said by when something should be done.
         * @enum {string}
         */
        DueBy: "account" | "target" | "promise";
        /** @description Why something is due when it is. */
        DueWhy: {
            /** @description Who said so. */
            by: components["schemas"]["DueBy"];
            /** @description What gives the points: `danger`, `legal`, …, `third_contact`. */
            causes: string[];
            /** @description How far it has climbed. */
            climbed: components["schemas"]["Climbed"];
            /** @description What it is about. */
            goal: components["schemas"]["Goal"];
            /** @description Only the time in which somebody is there counts. */
            in_hours: boolean;
            /**
             * Format: date-time
             * @description From when on it burns.
             */
            near: string;
            /**
             * Format: date-time
             * @description From when on it is too late.
             */
            over: string;
            /**
             * Format: int32
             * @description How urgent their words are, in points; 3 and more make it due sooner.
             */
            points: number;
            /** @description How urgent it is, where that made it shorter: half the time when high, at once when urgent. */
            priority: components["schemas"]["Priority"];
            /**
             * Format: int32
             * @description How long it may take, in seconds, as it was said.
             */
            seconds: number;
            /**
             * Format: date-time
             * @description Since when it runs.
             */
            since: string;
            /**
             * Format: uuid
             * @description Which target; it may hold no longer.
             */
            target_id: string | null;
        };
        /** @description One thing on a timeline. */
        Entry: (components["schemas"]["MessageEntry"] & {
            /** @enum {string} */
            type: "message";
        }) | (components["schemas"]["NoteEntry"] & {
            /** @enum {string} */
            type: "note";
        }) | (components["schemas"]["ContactEntry"] & {
            /** @enum {string} */
            type: "contact";
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
        /** @description A matter to be handled with care. Nothing is hidden by it; changes to many at once leave it out. */
        Escalation: {
            /**
             * Format: uuid
             * @description Which.
             */
            conversation_id: string;
            /**
             * Format: uuid
             * @description The message that raised it last.
             */
            message_id: string | null;
            row: components["schemas"]["Row"] | null;
            /**
             * Format: date-time
             * @description When somebody looked at it.
             */
            settled_at: string | null;
            /**
             * Format: uuid
             * @description Who.
             */
            settled_by: string | null;
            /**
             * Format: date-time
             * @description Since when.
             */
            since: string;
            /** @description Why, the gravest first: `self_harm`, `danger`, `threat`, `lawyer`, `regulator`, `press`. */
            worries: string[];
        };
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
        /** @description The hours of one date; none is closed. */
        ExceptionBody: {
            /** @description The openings of that date. */
            openings?: string[];
            /** @description Why, for people to read. */
            reason?: string;
        };
        /** @description What a customer's public message shows everybody by mistake. */
        Exposed: {
            /** @description A sentence that asks them to delete it, for an answer. */
            ask: string;
            /** @description Kinds of facts: `iban`, `card`, `customer_no` … */
            kinds: string[];
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
        /** @description Something that is known about a customer. */
        Fact: {
            /**
             * Format: uuid
             * @description Ours.
             */
            id: string;
            /** @description What kind of thing: `email`, `phone`, `customer_no`, `order_no`, `device`, `iban` … */
            kind: string;
            /** @description What stands for a sensitive value; null for others. */
            masked: string | null;
            /**
             * Format: int32
             * @description How often else it was said.
             */
            others: number;
            /** @description It was said only in private. */
            private: boolean;
            /** @description It is shown only when somebody asks for it. */
            sensitive: boolean;
            /** @description Where it was said. */
            source: components["schemas"]["Source"];
            /** @description What a person made of it. */
            state: components["schemas"]["FactState"];
            /** @description The value; null where it is sensitive and has to be asked for. */
            value: string | null;
        };
        /** @description Write down what is known about a customer. */
        FactBody: {
            /**
             * Format: uuid
             * @description In which matter one learnt it.
             */
            conversation_id?: string | null;
            /** @description What kind of thing. */
            kind: string;
            /** @description The value. */
            value: string;
        };
        /** @description Correct or confirm a fact. Absent: left as it is. */
        FactChangeBody: {
            /** @description What kind of thing. */
            kind?: string | null;
            state?: components["schemas"]["ConfirmedState"] | null;
            /** @description The value. */
            value?: string | null;
        };
        /**
         * @description What a person made of what was read.
         * @enum {string}
         */
        FactState: "drafted" | "confirmed" | "corrected" | "dismissed";
        /** @description What is wrong with one field. */
        FieldError: {
            /** @description What is wrong, translatable. */
            code: string;
            /**
             * @description What is expected and what stood there, in English, for who writes programs; null where the
             *     code says it all.
             */
            detail: string | null;
            /**
             * @description Its name as in the request; `settings.signature` lies in `settings`, `media.0` is the first of
             *     a list.
             */
            field: string;
        };
        /**
         * @description What a line of a connect form asks.
         * @enum {string}
         */
        FieldKind: "text" | "address" | "secret" | "flag" | "choice";
        /** @description Figures of some cases. */
        Figure: {
            /** @description Questions in these matters that a customer had to answer twice; of resolutions. */
            asked_again: number;
            /** @description Since we had it. */
            elapsed_received: components["schemas"]["Spread"];
            /** @description Since they wrote. */
            elapsed_written: components["schemas"]["Spread"];
            /** @description The first day that it stands for. */
            first_day: string | null;
            /** @description Answered before everyone, of those that were asked so. */
            in_public: components["schemas"]["Share"];
            /** @description What lies between when they wrote and when we had it: the platform's part. */
            lag: components["schemas"]["Spread"];
            /** @description The last day that it stands for. */
            last_day: string | null;
            /** @description How many count in no time, by why; `few`: reasons of too few to be told. */
            left_out: {
                [key: string]: number;
            };
            /** @description How many. */
            n: number;
            /** @description Since we had it, while somebody was there. */
            open_received: components["schemas"]["Spread"];
            /** @description Since they wrote, while somebody was there. */
            open_written: components["schemas"]["Spread"];
            /**
             * @description How many ended how; `few`: what too few ended in to be told. Of promises: `kept`,
             *     `kept_late`, `moved` (and told in time), `moved_late`, `broken`. Of questions asked again:
             *     `again`, `avoided`. Of what needs no answer: why. Of approaches: `begun`.
             */
            outcomes: {
                [key: string]: number;
            };
            /** @description Opened again by now, of what was done for the first time; of first resolutions. */
            reopened: components["schemas"]["Share"];
            /** @description Who still waits and became too late on the days that were asked about; of answers. */
            still_waiting: number;
            /** @description Within their target, of those that had one. Who still waits and is too late is one of those. */
            within_target: components["schemas"]["Share"];
        };
        /** @description Figures. */
        Figures: {
            all: components["schemas"]["Figure"] | null;
            before: components["schemas"]["Figure"] | null;
            /** @description The ends of the distributions' columns in seconds; the last column has none. */
            columns: number[];
            /** @description The first day. */
            from: string;
            /** @description Figures rest on so many cases at least, */
            least_cases: number;
            /** @description by so many people. */
            least_people: number;
            /** @description About what. */
            metric: components["schemas"]["Metric"];
            /** @description Told apart. Parts that are too small are held back. */
            parts: components["schemas"]["Part"][];
            /** @description The day after the last. */
            until: string;
            /** @description In which days begin. */
            zone: string;
        };
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
        /**
         * @description How firmly something is promised.
         * @enum {string}
         */
        Firmness: "firm" | "soft" | "open";
        /** @description A message or a found post that rules noticed. */
        Flag: {
            /**
             * Format: uuid
             * @description Through which account it was seen.
             */
            account_id: string;
            /** @description Whether its author may be offered help, as far as is known without asking the platform. */
            approach: components["schemas"]["Approach"];
            /**
             * Format: date-time
             * @description When it was written.
             */
            at: string;
            /** @description Who wrote it. */
            author: components["schemas"]["FlagAuthor"];
            /**
             * Format: uuid
             * @description The matter that it stands in, if any.
             */
            conversation_id: string | null;
            /**
             * Format: date-time
             * @description When somebody decided.
             */
            decided_at: string | null;
            /**
             * Format: date-time
             * @description When a rule noticed it.
             */
            found_at: string;
            /**
             * Format: uuid
             * @description Ours.
             */
            id: string;
            /** @description BCP 47. */
            language: string | null;
            /**
             * Format: uuid
             * @description The message, once it is one of ours.
             */
            message_id: string | null;
            /** @description On which platform. */
            platform: string;
            /** @description It waits for a decision; else it is a mark in a conversation. */
            queued: boolean;
            reason: components["schemas"]["FlagReason"] | null;
            /** @description Which rules noticed it. */
            rules: components["schemas"]["FlagRule"][];
            /** @description What became of it. */
            state: components["schemas"]["FlagState"];
            /** @description A subject line. */
            subject: string | null;
            /** @description The words. */
            text: string;
            /** @description What it is. */
            tone: components["schemas"]["Tone"];
            /** @description Its page for people. */
            url: string | null;
        };
        /** @description Who wrote it. */
        FlagAuthor: {
            /**
             * Format: int64
             * @description How many follow them, where that is known.
             */
            followers: number | null;
            /** @description Without `@` in front. */
            handle: string;
            /** @description As the platform shows them. */
            name: string;
            /** @description Their page. */
            profile_url: string | null;
        };
        /**
         * @description Why a flag was dismissed.
         * @enum {string}
         */
        FlagReason: "not_us" | "no_matter" | "solved" | "never" | "other";
        /** @description Which rule noticed it, and by which words. */
        FlagRule: {
            /**
             * Format: uuid
             * @description Which.
             */
            id: string;
            /** @description By which words. */
            marks: components["schemas"]["TextMark"][];
            /** @description What it is called. */
            name: string;
        };
        /**
         * @description What became of a flag.
         * @enum {string}
         */
        FlagState: "open" | "confirmed" | "dismissed";
        /** @description Asking whether it worked. */
        FollowUp: {
            /**
             * Format: uuid
             * @description Who wants to know.
             */
            agent_id: string;
            /**
             * Format: date-time
             * @description When they answered.
             */
            answered_at: string | null;
            /**
             * Format: date-time
             * @description When it was asked.
             */
            asked_at: string | null;
            /**
             * Format: date-time
             * @description When it is asked.
             */
            at: string;
            /**
             * Format: uuid
             * @description Ours.
             */
            id: string;
            /** @description How far it is. */
            state: components["schemas"]["FollowUpState"];
            /** @description The question. */
            text: string;
        };
        /** @description When it is asked whether it worked. Null: not at all. */
        FollowUpBody: {
            /**
             * Format: date-time
             * @description When.
             */
            at?: string | null;
            /** @description The question; absent: words about the fault. */
            text?: string | null;
        };
        /**
         * @description How far asking whether it worked is.
         * @enum {string}
         */
        FollowUpState: "planned" | "asked" | "by_hand" | "worked" | "failed" | "dropped";
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
        /** @description A day on which nobody works. */
        FreeDay: {
            /** @description Which. */
            date: string;
            /** @description It is free in some places of the region only: somebody chooses it. */
            in_places: boolean;
            /** @description What it is called. */
            name: components["schemas"]["DayName"];
        };
        /** @description All that a letter says. */
        FullText: {
            /** @description It has a formatted form. */
            formatted: boolean;
            /** @description Pictures on other servers that the formatted form would show. */
            remote_pictures: number;
            /** @description The whole text: quotes and signature too. */
            text: string;
        };
        /**
         * @description What a target is about.
         * @enum {string}
         */
        Goal: "first_response" | "next_response" | "resolution";
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
        /** @description On what ground figures may rest on few people. */
        Ground: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string | null;
            /**
             * Format: uuid
             * @description Which admin said so.
             */
            by: string | null;
            /** @description The words; null: figures rest on five cases by five people at least. */
            ground: string | null;
        };
        /** @description The legal ground, stated. */
        GroundBody: {
            /** @description The words, 10 to 1,000 characters: a works agreement, and of when; null: none. */
            ground?: string | null;
        };
        /** @description A handing over. */
        Handover: {
            /**
             * Format: uuid
             * @description Whose work it was.
             */
            agent_id: string;
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /**
             * Format: uuid
             * @description Who handed it over.
             */
            by: string;
            /**
             * Format: int32
             * @description How many conversations went.
             */
            conversations: number;
            /**
             * Format: int32
             * @description How many questions whether it worked went.
             */
            follow_ups: number;
            /**
             * Format: uuid
             * @description Ours.
             */
            id: string;
            /** @description The notes that you may see. */
            notes: components["schemas"]["HandoverNote"][];
            /**
             * Format: int32
             * @description How many promises went.
             */
            promises: number;
        };
        /** @description Hand everything over. */
        HandoverBody: {
            /** @description Draft notes to those who wait or were promised something. */
            note?: boolean;
            /** @description To whom what was theirs in one team. */
            per?: components["schemas"]["OfTeamBody"][];
            /** @description To whom; in turn where there are several. */
            to: components["schemas"]["SuccessorBody"][];
        };
        /** @description A note to somebody whose contact is another one now. */
        HandoverNote: {
            /**
             * Format: uuid
             * @description Who has it now, and alone may send the note; null: a team.
             */
            agent_id: string | null;
            /**
             * Format: uuid
             * @description In which matter.
             */
            conversation_id: string;
            /** @description Whose that is. */
            customer_name: string;
            /**
             * Format: uuid
             * @description Ours.
             */
            id: string;
            /**
             * Format: uuid
             * @description What was sent.
             */
            message_id: string | null;
            /** @description What became of it. */
            state: components["schemas"]["HandoverNoteState"];
            /** @description The words. */
            text: string;
        };
        /**
         * @description What became of a drafted note.
         * @enum {string}
         */
        HandoverNoteState: "draft" | "sent" | "skipped";
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
             * @description Who hid it; null: in the platform's own app.
             */
            by: string | null;
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
             * @description Who hid it; null: in the platform's own app.
             */
            hidden_by: string | null;
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
             * @description Who showed it again; null with `shown_at`: in the platform's own app.
             */
            shown_by: string | null;
            /** @description Whether you may be the lead who looks at it. */
            yours_to_review: boolean;
        };
        /** @description Hide a message. */
        HidingBody: {
            /** @description Why; never `elsewhere`. */
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
        HidingReason: "hateful" | "dangerous" | "insulting" | "private_data" | "spam" | "other" | "elsewhere";
        /** @description A quiet line below the text. */
        Hint: {
            /**
             * Format: int32
             * @description Where it ends.
             */
            end: number;
            /** @description What it says, translatable. */
            key: string;
            /** @description Which: `asked_again`, `asked_before`, `vague_time`, `no_regret`, `blame` … */
            kind: string;
            /** @description What is offered. */
            offers: components["schemas"]["Offer"][];
            source: components["schemas"]["Source"] | null;
            /**
             * Format: int32
             * @description Where what it is about begins, in UTF-16 units.
             */
            start: number;
            /** @description What the translation needs. */
            values: Record<string, never>;
        };
        /** @description How a team took a kind of hint on a day. */
        HintCount: {
            /**
             * Format: int32
             * @description It was not sent after the hint: avoided.
             */
            avoided: number;
            /** @description The day (UTC). */
            day: string;
            /**
             * Format: int32
             * @description The hint was put away.
             */
            dismissed: number;
            /**
             * Format: int32
             * @description It was sent all the same: asked again.
             */
            done: number;
            /** @description Which hint. */
            kind: string;
            /**
             * Format: uuid
             * @description The team.
             */
            team_id: string;
        };
        /** @description A message that was searched for and found. */
        Hit: {
            /** @description Its conversation. */
            conversation: components["schemas"]["Row"];
            /** @description The message. */
            entry: components["schemas"]["Entry"];
            /** @description Where in its text the words stand: pairs of start and end, in UTF-16 units. */
            marks: number[][];
        };
        /** @description What keeps a public answer from being sent. */
        Hold: {
            /**
             * Format: int32
             * @description Where it ends.
             */
            end: number;
            /** @description `private_fact`, `iban`, `card` or `token`. */
            kind: string;
            source: components["schemas"]["Source"] | null;
            /**
             * Format: int32
             * @description Where it begins in the text, in UTF-16 units.
             */
            start: number;
            /** @description What kind of fact it is; `value` where it is somebody else's. */
            what: string;
            /** @description `said_in_private`, `of_another` or `never_public`. */
            why: string;
        };
        /** @description Which days are free. */
        HolidaysBody: {
            /** @description Entered by hand, chosen, or read from a calendar file; by date. */
            also?: {
                [key: string]: components["schemas"]["DayName"];
            };
            /** @description Dates on which they work although their regions do not. */
            except?: string[];
            /** @description Whose law holds: `DE-NW`. */
            regions?: string[];
        };
        /** @description Opening hours, and who covers. */
        Hours: components["schemas"]["HoursBody"] & {
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            changed_at: string;
            /**
             * Format: date-time
             * @description When they go, while they are there.
             */
            closes_at: string | null;
            /**
             * Format: uuid
             * @description The team's or account's id; the nil UUID: the house's.
             */
            id: string;
            /** @description Whether somebody is there now, whoever covers included. */
            open_now: boolean;
            /**
             * Format: date-time
             * @description When they are there next, while they are not.
             */
            opens_at: string | null;
            /** @description `house`, `team`, `account`. */
            whose: string;
        };
        /** @description A week in a time zone, less the holidays, with exceptions. */
        HoursBody: {
            /**
             * Format: uuid
             * @description The team that is there when they are not.
             */
            covered_by?: string | null;
            /** @description Other hours on single dates (`2026-12-24`); they win over holidays. */
            exceptions?: {
                [key: string]: components["schemas"]["ExceptionBody"];
            };
            /** @description Which days are free. */
            holidays?: components["schemas"]["HolidaysBody"];
            /** @description The regular hours. */
            week: components["schemas"]["WeekBody"];
            /** @description IANA name: `Europe/Berlin`. */
            zone: string;
        };
        /** @description A calendar file's text. */
        IcalBody: {
            /** @description iCalendar (`.ics`), at most a megabyte. */
            text: string;
        };
        /** @description What a calendar file says. */
        IcalRead: {
            /** @description Its free days, to be kept under `holidays.also`. */
            days: components["schemas"]["FreeDay"][];
            /** @description What it holds besides: entries that are no whole days, or repeat otherwise than every year. */
            left_out: string[];
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
        /** @description Many people, one cause. */
        Incident: {
            /** @description Places, products and words that several of them said, those that say most first. */
            about: string[];
            /**
             * Format: date-time
             * @description When it was over.
             */
            ended_at: string | null;
            /**
             * Format: uuid
             * @description Ours.
             */
            id: string;
            /**
             * Format: date-time
             * @description When somebody last reported it.
             */
            last_at: string;
            /** @description In how many matters it is reported. */
            matters: number;
            /** @description Who reports it in matters that you see; only for a single incident. */
            members: components["schemas"]["IncidentMember"][];
            /** @description What a person calls it. */
            name: string | null;
            /**
             * Format: date-time
             * @description When it was noticed.
             */
            noticed_at: string;
            /** @description That it is over. */
            over: string;
            /** @description How many people report it: all of them, seen or not. */
            people: number;
            /** @description Where it is, as people name it; the place that most of them name first. */
            places: string[];
            /** @description What is known, before everyone, with `{place}`. */
            post: string;
            /** @description That it is over, before everyone. */
            post_over: string;
            /**
             * Format: date-time
             * @description When the first of them wrote.
             */
            since: string;
            /** @description How it stands. */
            state: components["schemas"]["IncidentState"];
            /** @description The honest text to each, with `{name}` and `{place}`. */
            text: string;
            /** @description How many of those were told what is known. */
            told: number;
            /** @description How many were told that it is over. */
            told_over: number;
            /**
             * Format: double
             * @description How many people would be usual.
             */
            usual: number;
        };
        /** @description Name an incident, or say what people are told of it; absent leaves it as it is. */
        IncidentChange: {
            /** @description What a person calls it; empty: nothing. */
            name: string | null;
            /** @description That it is over. */
            over: string | null;
            /** @description What is known, before everyone, with `{place}`. */
            post: string | null;
            /** @description That it is over, before everyone. */
            post_over: string | null;
            /** @description The honest text to each, with `{name}` and `{place}`. */
            text: string | null;
        };
        /** @description An incident ends. */
        IncidentEnd: {
            /** @description It is none: it never was. */
            none: boolean;
        };
        /** @description Somebody who reports it, by the matter that they do it in. */
        IncidentMember: {
            /**
             * Format: date-time
             * @description When they said it.
             */
            at: string;
            /**
             * Format: uuid
             * @description In which matter.
             */
            conversation_id: string;
            /**
             * Format: uuid
             * @description Who.
             */
            customer_id: string;
            /** @description Their name. */
            customer_name: string;
            /**
             * Format: uuid
             * @description By what they said first.
             */
            message_id: string;
            /** @description That it is over, as it would go to them. */
            over: string;
            /** @description Where they are, as they name it; null: they name no place. */
            place: string | null;
            /** @description The text as it would go to them; empty while there is none. */
            text: string;
            /** @description They were told what is known. */
            told: boolean;
            /** @description They were told that it is over. */
            told_over: boolean;
        };
        /**
         * @description How an incident stands.
         * @enum {string}
         */
        IncidentState: "open" | "over" | "dismissed";
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
        /** @description Change what the company told. Absent: left as it is. */
        KnowledgeBody: {
            /** @description An address with `{customer_no}`; null clears. */
            crm_url?: string | null;
            /** @description Kinds of hints that nobody wants. */
            off?: string[] | null;
            /** @description What numbers look like. */
            patterns?: components["schemas"]["TaughtPattern"][] | null;
            /** @description Devices and products by name. */
            products?: string[] | null;
            /** @description Two letters. */
            region?: string | null;
            /** @description An IANA time zone. */
            time_zone?: string | null;
        };
        /** @description What the company told so that texts are read better. */
        KnowledgeSettings: {
            /**
             * @description Where a customer is found in the company's own system: `{customer_no}` and other kinds of
             *     facts are filled in by the console.
             */
            crm_url: string | null;
            /** @description All kinds of hints there are. */
            hints: string[];
            /** @description Kinds of hints that nobody wants. */
            off: string[];
            /** @description What numbers look like. */
            patterns: components["schemas"]["TaughtPattern"][];
            /** @description Devices and products by name. */
            products: string[];
            /** @description Where most customers live: `DE`, `AT`, `CH`, `GB`, `IE`, `US`. */
            region: string;
            /** @description Kinds that went silent by themselves, by team. */
            silent: components["schemas"]["SilentHint"][];
            /** @description The time zone in which times are meant. */
            time_zone: string;
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
        /** @description Something that somebody said of a text, and that a team's readings learned from. */
        Lesson: {
            /**
             * Format: uuid
             * @description Who said so.
             */
            agent_id: string;
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description What. */
            class: components["schemas"]["ToneClass"];
            /**
             * Format: uuid
             * @description Where the text stands, where you see it.
             */
            conversation_id: string | null;
            /**
             * Format: uuid
             * @description Ours.
             */
            id: string;
            /** @description It is this; else it is not. */
            is_it: boolean;
            /**
             * Format: uuid
             * @description Of which message; null: of a post that was found.
             */
            message_id: string | null;
            /** @description Of which text; empty where it is gone, or not yours to see. */
            text: string;
        };
        /** @description That we like a message on its platform, as its entry says it. */
        Liked: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /**
             * Format: uuid
             * @description Who of us said so.
             */
            by: string;
        };
        /**
         * @description How it is offered that two are one.
         * @enum {string}
         */
        LikenessLevel: "very_likely" | "suggestion";
        /** @description Something that speaks for it or against it. */
        LikenessReason: {
            /**
             * Format: double
             * @description How much, in bits; below zero against.
             */
            bits: number;
            /** @description The key of a text. */
            key: string;
            /** @description What is put into it: only what both stated; sensitive values are masked. */
            values: {
                [key: string]: string;
            };
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
        List_AlarmHook: {
            /** @description What is on this page. */
            items: components["schemas"]["AlarmHook"][];
            /** @description Pass it as `after` for the next page; null at the end. */
            next: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is cheap to know.
             */
            total: number | null;
        };
        /** @description A page of a list. */
        List_Announceable: {
            /** @description What is on this page. */
            items: components["schemas"]["Announceable"][];
            /** @description Pass it as `after` for the next page; null at the end. */
            next: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is cheap to know.
             */
            total: number | null;
        };
        /** @description A page of a list. */
        List_Behind: {
            /** @description What is on this page. */
            items: components["schemas"]["Behind"][];
            /** @description Pass it as `after` for the next page; null at the end. */
            next: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is cheap to know.
             */
            total: number | null;
        };
        /** @description A page of a list. */
        List_Capacity: {
            /** @description What is on this page. */
            items: components["schemas"]["Capacity"][];
            /** @description Pass it as `after` for the next page; null at the end. */
            next: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is cheap to know.
             */
            total: number | null;
        };
        /** @description A page of a list. */
        List_Definition: {
            /** @description What is on this page. */
            items: components["schemas"]["Definition"][];
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
        List_Escalation: {
            /** @description What is on this page. */
            items: components["schemas"]["Escalation"][];
            /** @description Pass it as `after` for the next page; null at the end. */
            next: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is cheap to know.
             */
            total: number | null;
        };
        /** @description A page of a list. */
        List_Fact: {
            /** @description What is on this page. */
            items: components["schemas"]["Fact"][];
            /** @description Pass it as `after` for the next page; null at the end. */
            next: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is cheap to know.
             */
            total: number | null;
        };
        /** @description A page of a list. */
        List_Flag: {
            /** @description What is on this page. */
            items: components["schemas"]["Flag"][];
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
        List_FreeDay: {
            /** @description What is on this page. */
            items: components["schemas"]["FreeDay"][];
            /** @description Pass it as `after` for the next page; null at the end. */
            next: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is cheap to know.
             */
            total: number | null;
        };
        /** @description A page of a list. */
        List_Handover: {
            /** @description What is on this page. */
            items: components["schemas"]["Handover"][];
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
        List_HintCount: {
            /** @description What is on this page. */
            items: components["schemas"]["HintCount"][];
            /** @description Pass it as `after` for the next page; null at the end. */
            next: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is cheap to know.
             */
            total: number | null;
        };
        /** @description A page of a list. */
        List_Hours: {
            /** @description What is on this page. */
            items: components["schemas"]["Hours"][];
            /** @description Pass it as `after` for the next page; null at the end. */
            next: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is cheap to know.
             */
            total: number | null;
        };
        /** @description A page of a list. */
        List_Incident: {
            /** @description What is on this page. */
            items: components["schemas"]["Incident"][];
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
        List_Lesson: {
            /** @description What is on this page. */
            items: components["schemas"]["Lesson"][];
            /** @description Pass it as `after` for the next page; null at the end. */
            next: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is cheap to know.
             */
            total: number | null;
        };
        /** @description A page of a list. */
        List_MatchedMessage: {
            /** @description What is on this page. */
            items: components["schemas"]["MatchedMessage"][];
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
        List_PersonSuggestion: {
            /** @description What is on this page. */
            items: components["schemas"]["PersonSuggestion"][];
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
        List_Promise: {
            /** @description What is on this page. */
            items: components["schemas"]["Promise"][];
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
        List_Rule: {
            /** @description What is on this page. */
            items: components["schemas"]["Rule"][];
            /** @description Pass it as `after` for the next page; null at the end. */
            next: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is cheap to know.
             */
            total: number | null;
        };
        /** @description A page of a list. */
        List_RuleDeed: {
            /** @description What is on this page. */
            items: components["schemas"]["RuleDeed"][];
            /** @description Pass it as `after` for the next page; null at the end. */
            next: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is cheap to know.
             */
            total: number | null;
        };
        /** @description A page of a list. */
        List_RuleWatch: {
            /** @description What is on this page. */
            items: components["schemas"]["RuleWatch"][];
            /** @description Pass it as `after` for the next page; null at the end. */
            next: string | null;
            /**
             * Format: int64
             * @description How many there are in all, where it is cheap to know.
             */
            total: number | null;
        };
        /** @description A page of a list. */
        List_SavedReport: {
            /** @description What is on this page. */
            items: components["schemas"]["SavedReport"][];
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
        List_Skills: {
            /** @description What is on this page. */
            items: components["schemas"]["Skills"][];
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
        List_Target: {
            /** @description What is on this page. */
            items: components["schemas"]["Target"][];
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
        /** @description A message that a rule matches. */
        MatchedMessage: {
            entry: components["schemas"]["Entry"] | null;
            /** @description By which words. */
            marks: components["schemas"]["TextMark"][];
            /**
             * Format: uuid
             * @description Which.
             */
            message_id: string;
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
            exposed: components["schemas"]["Exposed"] | null;
            hidden: components["schemas"]["Hidden"] | null;
            /**
             * Format: uuid
             * @description Ours.
             */
            id: string;
            /** @description BCP 47. */
            language: string | null;
            letter: components["schemas"]["EntryLetter"] | null;
            liked: components["schemas"]["Liked"] | null;
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
        /**
         * @description What is asked about.
         * @enum {string}
         */
        Metric: "first_response" | "next_response" | "waiting" | "first_resolution" | "full_resolution" | "reopened" | "no_answer" | "promises_made" | "promises" | "asked_again" | "approaches";
        /** @description Another promise instead. */
        MoveBody: {
            /**
             * Format: date-time
             * @description By when now.
             */
            due?: string | null;
            /**
             * Format: uuid
             * @description The message of ours by which the customer knows.
             */
            message_id?: string | null;
            /** @description Why, when no message says so. */
            reason?: string | null;
            /** @description The words now; absent: as before. */
            text?: string | null;
        };
        /** @description Something to write down. */
        NewContactBody: {
            /**
             * Format: date-time
             * @description When it was; absent: now.
             */
            at?: string | null;
            /** @description `in`: they came to us. */
            direction: components["schemas"]["Direction"];
            /** @description How. */
            how: components["schemas"]["ContactWay"];
            /** @description What you say about promises in it; the rest is found and proposed. */
            promises?: components["schemas"]["SaidPromiseBody"][];
            /** @description What was said; at most 10,000 characters. */
            text: string;
            /** @description They wait for us since then; absent: when they came to us. */
            waits?: boolean | null;
        };
        /** @description A label to make. */
        NewLabelBody: {
            /** @description `#rrggbb`. */
            colour: string;
            /** @description The word. */
            name: string;
        };
        /** @description A promise to write down by hand. */
        NewPromiseBody: {
            /**
             * Format: date-time
             * @description By when.
             */
            due?: string | null;
            /** @description What. */
            kind: components["schemas"]["PromiseKind"];
            /**
             * Format: uuid
             * @description The message in which it stands.
             */
            message_id?: string | null;
            /**
             * Format: uuid
             * @description Who keeps it; absent: you.
             */
            owner?: string | null;
            /** @description The words; at most 1,000 characters. */
            text: string;
        };
        /** @description A question to keep. */
        NewSavedReport: {
            /** @description What it is called; at most 80 characters. */
            name: string;
            /** @description What it asks. */
            question: components["schemas"]["SavedQuestion"];
            /**
             * Format: uuid
             * @description The team that sees it (leads, admins); null: only you.
             */
            team_id: string | null;
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
        /** @description What comes next. */
        Next: {
            conversation: components["schemas"]["Row"] | null;
            /**
             * Format: int32
             * @description They have as many as their team carries each: so many.
             */
            full: number | null;
            /** @description Why, the weightiest first. */
            reasons: components["schemas"]["NextReason"][];
            /**
             * Format: date-time
             * @description Until when nobody else gets it.
             */
            until: string | null;
            /** @description The same with what they say: `again` has `times`, `waiting` has `seconds`. */
            why: components["schemas"]["NextWhy"][];
        };
        /**
         * @description Why something comes next.
         * @enum {string}
         */
        NextReason: "urgent" | "missed" | "near" | "theirs" | "known" | "language" | "skill" | "again" | "now_public" | "waiting";
        /** @description Why something comes next, to be said in words. */
        NextWhy: {
            /** @description Which. */
            key: components["schemas"]["NextReason"];
            /** @description What it says: numbers by name. */
            values: {
                [key: string]: number;
            };
        };
        /**
         * @description Why something needs no answer.
         * @enum {string}
         */
        NoAnswerReason: "thanks" | "not_for_us" | "answered_elsewhere" | "answered_by_community" | "duplicate" | "blocked" | "automatic" | "other";
        /**
         * @description What somebody decides about a drafted note.
         * @enum {string}
         */
        NoteAction: "send" | "skip";
        /** @description Something to say among ourselves. */
        NoteBody: {
            /** @description Colleagues to call. */
            mentions?: string[];
            /** @description The words; at most 10,000 characters. */
            text: string;
        };
        /** @description What somebody decides about a drafted note. */
        NoteDecisionBody: {
            /** @description What. */
            action: components["schemas"]["NoteAction"];
            /** @description In these words; absent: as drafted. */
            text?: string | null;
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
             * @description The question to somebody outside that it belongs to.
             */
            consult_id: string | null;
            /**
             * Format: uuid
             * @description The matter.
             */
            conversation_id: string;
            /** @description Who said it, when it was somebody outside whom the agent had asked; untrusted. */
            from: string | null;
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
        /** @description What the house says about noticing strangers. */
        NoticingSettings: {
            /**
             * Format: int32
             * @description Nobody is approached about a post that is older than so many hours; 1 to 336.
             */
            fresh_hours: number;
            /** @description The public offer of help, German; `{name}` is who wrote the post. */
            offer_de: string;
            /** @description The same in English. */
            offer_en: string;
            /** @description Hosts where nobody is approached. */
            places: string[];
            /**
             * Format: int32
             * @description Strangers' posts that nobody confirmed are forgotten after so many days; 1 to 30.
             */
            strangers_days: number;
        };
        /** @description Somebody was called. */
        Notification: {
            /** @description The customer's name there; absent where they may not look any more. */
            about: string | null;
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
        NotificationKind: "mentioned" | "assigned" | "returned" | "target_near" | "target_missed" | "promise_due" | "promise_missed" | "promise_quoted" | "follow_up" | "follow_up_failed" | "consult_answered" | "consult_returned" | "rule" | "rule_decays";
        /** @description Who takes over what was given to one team. */
        OfTeamBody: {
            /**
             * Format: uuid
             * @description An agent.
             */
            agent?: string | null;
            /**
             * Format: uuid
             * @description What was theirs in this team.
             */
            of: string;
            /**
             * Format: uuid
             * @description A team's list.
             */
            team?: string | null;
        };
        /** @description What is offered with a hint. */
        Offer: {
            /** @description What it does, translatable. */
            label_key: string;
            replace: components["schemas"]["Replacement"] | null;
            /** @description What the translation needs. */
            values: Record<string, never>;
        };
        /**
         * @description By what a list is ordered.
         * @enum {string}
         */
        Order: "due" | "recent" | "oldest" | "waiting";
        /** @description A reply on its way. */
        OutboxItem: {
            /** @description Its conversation. */
            conversation: components["schemas"]["Row"];
            /** @description Its way. */
            delivery: components["schemas"]["EntryDelivery"];
            /** @description What it says. */
            entry: components["schemas"]["Entry"];
        };
        /** @description What we owe a customer in a matter. */
        Owed: {
            /** @description What we asked, and they did not say yet. */
            asked_by_us: components["schemas"]["Question"][];
            /**
             * Format: int64
             * @description Since how many seconds it is due; null: it is not.
             */
            late_by_seconds: number | null;
            /** @description What they asked in them. */
            open_questions: components["schemas"]["Question"][];
            /**
             * Format: int32
             * @description Messages of theirs that nobody answered.
             */
            unanswered: number;
            /**
             * Format: date-time
             * @description Since when they wait.
             */
            waiting_since: string | null;
        };
        /** @description Figures of one part. */
        Part: {
            before: components["schemas"]["Figure"] | null;
            /** @description Its figures. */
            figure: components["schemas"]["Figure"];
            /** @description Which: an id, a word, a number, or a day. */
            key: string;
            /** @description What the account, team, label or rule is called, an account or a rule also that is no more; null: it has no name. */
            name: string | null;
        };
        /** @description Another password. */
        PasswordBody: {
            /** @description The one to be: 10 to 256 characters. */
            new: string;
            /** @description The present one. */
            old: string;
        };
        /** @description Somebody who may be the same person. What they wrote is not shown before they are joined. */
        PersonSuggestion: {
            /**
             * Format: double
             * @description The logarithm (base 2) of the odds.
             */
            bits: number;
            /**
             * Format: date-time
             * @description When it was found.
             */
            found_at: string;
            /**
             * Format: uuid
             * @description Who.
             */
            id: string;
            /** @description On the platforms. */
            identities: components["schemas"]["Identity"][];
            /** @description How it is offered. */
            level: components["schemas"]["LikenessLevel"];
            /** @description What they are called. */
            name: string;
            /** @description Why, the weightiest first. */
            reasons: components["schemas"]["LikenessReason"][];
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
        /** @description How often a rule noticed rightly, with bounds of 95 in 100. */
        Precision: {
            /**
             * Format: int64
             * @description What it looks for.
             */
            confirmed: number;
            /**
             * Format: int64
             * @description What it does not.
             */
            dismissed: number;
            /**
             * Format: int64
             * @description How often it noticed something.
             */
            found: number;
            /**
             * Format: date
             * @description From this day on, UTC.
             */
            from: string;
            /**
             * Format: double
             * @description Not more than this, most likely.
             */
            high: number;
            /**
             * Format: double
             * @description Not less than this, most likely.
             */
            low: number;
            /**
             * Format: double
             * @description From 0 to 1; null: nobody decided anything.
             */
            share: number | null;
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
            /** @description Which fields are to blame. */
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
        /** @description Something that we promised. */
        Promise: {
            /**
             * Format: uuid
             * @description In which matter.
             */
            conversation_id: string;
            /**
             * Format: uuid
             * @description To whom.
             */
            customer_id: string;
            /** @description What they are called. */
            customer_name: string;
            /**
             * Format: date-time
             * @description By when.
             */
            due: string | null;
            /**
             * Format: date-time
             * @description When it was kept, moved, broken or dismissed.
             */
            ended_at: string | null;
            /** @description How firmly. */
            firmness: components["schemas"]["Firmness"];
            /**
             * Format: uuid
             * @description Ours.
             */
            id: string;
            /** @description What. */
            kind: components["schemas"]["PromiseKind"];
            /**
             * Format: int64
             * @description How late it was, or is by now.
             */
            late_seconds: number | null;
            /**
             * Format: date-time
             * @description When it was made.
             */
            made_at: string;
            /**
             * Format: uuid
             * @description The message by which the customer was told.
             */
            moved_by: string | null;
            /**
             * Format: uuid
             * @description What was promised instead.
             */
            moved_to: string | null;
            /** @description It is owed: it stands and was said, or it was broken and nobody has said what comes of it. */
            owed: boolean;
            /**
             * Format: uuid
             * @description Who keeps it; null: the team.
             */
            owner: string | null;
            /**
             * Format: date-time
             * @description When the customer first said that we did not keep it.
             */
            quoted_at: string | null;
            /** @description Why it was moved or broken. */
            reason: string | null;
            /**
             * Format: date-time
             * @description When its owner was reminded.
             */
            reminded_at: string | null;
            /** @description The customer has it. What is on its way, or was refused, binds nobody. */
            said: boolean;
            /**
             * Format: date-time
             * @description Since when nothing is owed any more.
             */
            settled_at: string | null;
            /** @description Where it stands. */
            source: components["schemas"]["PromiseSource"];
            /** @description How far it is. */
            state: components["schemas"]["PromiseState"];
            /**
             * Format: uuid
             * @description Whose team keeps it.
             */
            team: string | null;
            /** @description The words. */
            text: string;
            /** @description The customer was told before it was due that it would not be kept. */
            told_before: boolean;
        };
        /**
         * @description What to change about a promise. Absent: left as it is; null clears. Another time for one that
         *     stands needs `message_id` or `reason`.
         */
        PromiseBody: {
            /**
             * Format: date-time
             * @description By when.
             */
            due?: string | null;
            kind?: components["schemas"]["PromiseKind"] | null;
            /**
             * Format: uuid
             * @description The message of ours by which the customer knows.
             */
            message_id?: string | null;
            /**
             * Format: uuid
             * @description Who keeps it; null: the team.
             */
            owner?: string | null;
            /** @description Why, when no message says so. */
            reason?: string | null;
            /** @description The words. */
            text?: string | null;
        };
        /**
         * @description What is promised.
         * @enum {string}
         */
        PromiseKind: "result" | "next_word" | "visit";
        /** @description Where a promise stands. */
        PromiseSource: {
            /**
             * Format: date-time
             * @description When it was said.
             */
            at: string;
            /** @description Who said it, by their name among colleagues. */
            author_name: string | null;
            /**
             * Format: uuid
             * @description The matter.
             */
            conversation_id: string;
            /**
             * Format: int32
             * @description Where they end.
             */
            end: number | null;
            /**
             * Format: uuid
             * @description The message or contact; null: by hand.
             */
            id: string | null;
            /** @description `message`, `contact`, or `agent`: written down by hand. */
            kind: string;
            /** @description On which platform; null: outside them. */
            platform: string | null;
            /** @description The words. */
            quote: string;
            /**
             * Format: int32
             * @description Where they begin in that text, in UTF-16 units.
             */
            start: number | null;
        };
        /**
         * @description How far a promise is.
         * @enum {string}
         */
        PromiseState: "proposed" | "standing" | "kept" | "moved" | "broken" | "dismissed";
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
        /** @description Where a code is sent. */
        ProofCodeBody: {
            /**
             * Format: uuid
             * @description A private conversation of one of the two; the other is to say the code back.
             */
            conversation_id: string;
        };
        /** @description What somebody asked and nobody answered. */
        Question: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description What was asked for, where we asked: a kind of fact, `place` or `photo`; null else. */
            kind: string | null;
            /**
             * Format: uuid
             * @description Where.
             */
            message_id: string;
            /** @description In which words. */
            text: string;
        };
        /**
         * @description Of which days a saved report is, whenever it is asked for. Today is in none of them.
         * @enum {string}
         */
        Range: "last_7_days" | "last_28_days" | "last_90_days" | "last_365_days" | "this_month" | "last_month" | "fixed";
        /** @description Which notifications were seen; absent: all. */
        ReadBody: {
            /** @description These. */
            ids?: string[] | null;
        };
        /** @description What is said about what somebody types. */
        Reading: {
            /** @description The one that matters most first; at most one is shown. */
            hints: components["schemas"]["Hint"][];
            /** @description What keeps it from being sent in public. */
            holds: components["schemas"]["Hold"][];
            /** @description What may be put in, because it stands where the answer will stand. */
            insertable: components["schemas"]["Fact"][];
            /** @description The public last line when the answer moves to the private channel. */
            moved_line: string;
            /** @description What it promises. */
            promises: components["schemas"]["DraftPromise"][];
        };
        /** @description What somebody is typing. */
        ReadingBody: {
            /** @description Where it will go. */
            kind?: components["schemas"]["TypedKind"];
            /**
             * Format: uuid
             * @description What it answers; absent: the newest of theirs.
             */
            parent_id?: string | null;
            /** @description The words. */
            text: string;
            visibility?: components["schemas"]["Visibility"] | null;
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
        /** @description Places with holidays of their own. */
        Regions: {
            /** @description Their codes, Germany first: `DE-NW`. */
            regions: string[];
        };
        /** @description What is to be replaced, and by what. Places in UTF-16 units. */
        Replacement: {
            /**
             * Format: int32
             * @description To here.
             */
            end: number;
            /**
             * Format: int32
             * @description From here.
             */
            start: number;
            /** @description By this. */
            text: string;
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
            /** @description Kinds of hints that its author was shown. */
            hinted?: string[];
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
             * @description It says something private in public: why it is sent all the same; kept as a note. At most 500
             *     characters.
             */
            override_reason?: string | null;
            /** @description What its author says about promises in it; the rest is found and proposed. */
            promises?: components["schemas"]["SaidPromiseBody"][];
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
        /** @description What would stay open. */
        Resolving: {
            follow_up: components["schemas"]["FollowUp"] | null;
            /** @description What the case card says is demanded or open. */
            lines: components["schemas"]["CardLine"][];
            /** @description What is owed, or was proposed and nobody decided. */
            promises: components["schemas"]["Promise"][];
            /** @description The question that would be asked later. */
            question: string;
            /** @description Which ones. */
            threads: components["schemas"]["UnansweredThread"][];
            /**
             * Format: int32
             * @description Threads that are not answered.
             */
            unanswered: number;
            /**
             * Format: date-time
             * @description Since when they wait outside the platforms: by phone, in a shop.
             */
            waiting_contact: string | null;
        };
        /** @description The value of something sensitive. */
        Revealed: {
            /** @description The value. */
            value: string;
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
            due_why: components["schemas"]["DueWhy"] | null;
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
            /**
             * @description The beginning of what the customer wrote first: what they wanted. Null where there is a subject, and
             *     where they wrote nothing.
             */
            opening: string | null;
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
        /** @description A rule. */
        Rule: components["schemas"]["RuleBody"] & {
            /**
             * Format: uuid
             * @description Who is told when it finds worse than before.
             */
            author_id: string;
            /** @description It asks for no word. */
            broad: boolean;
            /** @description As the house writes it. */
            canonical: string;
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
            /** @description How well it notices, over the last four weeks. */
            lately: components["schemas"]["Precision"];
            /**
             * Format: date-time
             * @description When.
             */
            made_at: string;
            /** @description In plain words, German. */
            reading_de: string;
            /** @description In plain words, English. */
            reading_en: string;
            /** @description You may change it. */
            yours: boolean;
        };
        /** @description Something that a rule does by itself. */
        RuleAction: {
            /**
             * Format: uuid
             * @description To whom.
             */
            agent: string | null;
            /** @enum {string} */
            do: "assign";
            /**
             * Format: uuid
             * @description To which team.
             */
            team: string | null;
        } | {
            /** @enum {string} */
            do: "label";
            /**
             * Format: uuid
             * @description Which.
             */
            label: string;
        } | {
            /** @enum {string} */
            do: "priority";
            /** @description How urgent. */
            priority: components["schemas"]["Priority"];
        } | {
            /** @description Whom; at most 20. */
            agents: string[];
            /** @enum {string} */
            do: "notify";
        } | {
            /** @enum {string} */
            do: "acknowledge";
        };
        /** @description What a rule is to be. */
        RuleBody: {
            /** @description It looks only at what came through these; empty: at everything. */
            accounts?: string[];
            /** @description What it does by itself in the conversation of a message that it matches; at most 10. */
            actions?: components["schemas"]["RuleAction"][];
            /** @description It only writes down what it would have done. */
            dry?: boolean;
            /** @description It makes flags of what it finds. */
            flags?: boolean;
            /** @description What it is called; at most 80 characters. */
            name: string;
            /** @description It looks at what comes in. */
            on?: boolean;
            /**
             * Format: uuid
             * @description Whose; null: everybody's, for admins to write.
             */
            team_id?: string | null;
            /** @description Its words: `docs/rules.md`. */
            text: string;
            /**
             * Format: int32
             * @description Its actions wait until somebody has waited so many seconds for us; null: at once.
             */
            waiting?: number | null;
            /** @description Accounts that look for it on their platforms. */
            watches?: string[];
        };
        /** @description What a rule is. */
        RuleCheck: {
            /** @description It asks for no word. */
            broad: boolean;
            /** @description As the house writes it; empty without a rule. */
            canonical: string;
            /** @description There is a rule, whatever is doubtful about it. */
            ok: boolean;
            /** @description In the order of their place. */
            problems: components["schemas"]["RuleProblem"][];
            /** @description In plain words, German. */
            reading_de: string;
            /** @description In plain words, English. */
            reading_en: string;
            /** @description What its words will match. */
            words: components["schemas"]["RuleWord"][];
        };
        /** @description What a rule did by itself. */
        RuleDeed: {
            /** @description What. */
            action: components["schemas"]["RuleAction"];
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /**
             * Format: uuid
             * @description In which matter.
             */
            conversation_id: string;
            /** @description It was only written down. */
            dry: boolean;
            /**
             * Format: uuid
             * @description Ours.
             */
            id: string;
            row: components["schemas"]["Row"] | null;
        };
        /** @description What takes a problem away. */
        RuleFix: {
            /** @description What the offer says, German. */
            de: string;
            /** @description What the offer says, English. */
            en: string;
            /**
             * Format: int32
             * @description The unit behind the last.
             */
            end: number;
            /**
             * Format: int32
             * @description What is replaced: the first UTF-16 unit.
             */
            start: number;
            /** @description The whole rule after it. */
            text: string;
            /** @description By what. */
            with: string;
        };
        /** @description How often another rule matches the same. */
        RuleOverlap: {
            /**
             * Format: int64
             * @description How many both match.
             */
            both: number;
            /** @description What it is called. */
            name: string;
            /**
             * Format: uuid
             * @description Which rule.
             */
            rule_id: string;
        };
        /** @description How well a rule notices. */
        RulePrecision: {
            /** @description All of the time that was asked for. */
            all: components["schemas"]["Precision"];
            /** @description The last four weeks are surely worse than what was before. */
            decays: boolean;
            /** @description Week by week, the oldest first. */
            weeks: components["schemas"]["Precision"][];
        };
        /** @description A rule tried on what came lately. */
        RulePreview: components["schemas"]["RuleCheck"] & {
            /** @description How many it matches. */
            hits: number;
            /** @description How many messages were looked at: the newest thousand of thirty days, at most. */
            looked_at: number;
            /** @description The newest of those; at most 30. */
            matched: components["schemas"]["MatchedMessage"][];
        };
        /** @description Something wrong or doubtful in a rule. */
        RuleProblem: {
            /** @description Translatable: `bracket.never_closed`. */
            code: string;
            /** @description Its first character, from 1. */
            column: number;
            /** @description The sentence, German. */
            de: string;
            /** @description The sentence, English. */
            en: string;
            /**
             * Format: int32
             * @description The unit behind the last.
             */
            end: number;
            /** @description There is no rule because of it; else it is doubtful. */
            error: boolean;
            fix: components["schemas"]["RuleFix"] | null;
            /**
             * Format: int32
             * @description The first UTF-16 unit that it is about.
             */
            start: number;
            /** @description What the translation needs. */
            values: Record<string, never>;
        };
        /** @description How an account would look for a rule on its platform. */
        RuleWatch: {
            /**
             * Format: uuid
             * @description Which account.
             */
            account_id: string;
            /**
             * Format: int32
             * @description What a found post costs at most, in millionths of a US dollar; null: nothing.
             */
            cost_micros: number | null;
            /**
             * Format: int64
             * @description How often it asks, in seconds, while nothing speaks against it.
             */
            every_seconds: number | null;
            /** @description What it will not find there, or is sorted out here. */
            lost: components["schemas"]["WatchLost"][];
            /**
             * @description What its platform would be asked for; an empty question is everything public that it knows. None:
             *     nothing of the rule can be asked for there.
             */
            queries: string[];
            reason: components["schemas"]["Reason"] | null;
        };
        /** @description A word of a rule, and what it matches among the words that people used lately. */
        RuleWord: {
            /** @description What it matches, the most frequent first; at most 60. */
            forms: components["schemas"]["WordForm"][];
            /** @description How many forms there are. */
            total: number;
            /** @description As it stands in the rule. */
            word: string;
        };
        /** @description A definition in one language. */
        Said: {
            /** @description What it is called. */
            name: string;
            /** @description What counts. */
            text: string;
        };
        /** @description What the author of a text says about a promise in it. */
        SaidPromiseBody: {
            /** @description It is one; false: it is none. */
            confirmed: boolean;
            /**
             * Format: date-time
             * @description By when.
             */
            due?: string | null;
            /**
             * Format: int32
             * @description Where it ends.
             */
            end: number;
            /** @description What. */
            kind: components["schemas"]["PromiseKind"];
            /**
             * Format: int32
             * @description Where it begins, in UTF-16 units.
             */
            start: number;
        };
        /** @description What a saved report asks, as `GET /reports/figures` takes it. */
        SavedQuestion: {
            /**
             * Format: uuid
             * @description Came in through this account.
             */
            account: string | null;
            by: components["schemas"]["By"] | null;
            /** @description Compared with the range before, of the same length. */
            compare: boolean;
            /** @description The first day of a fixed range. */
            from: string | null;
            /**
             * Format: int32
             * @description Written at this hour, 0 to 23.
             */
            hour: number | null;
            /**
             * Format: uuid
             * @description With this label.
             */
            label: string | null;
            /** @description The customer's language is this. */
            language: string | null;
            /** @description About what. */
            metric: components["schemas"]["Metric"];
            /** @description Of whoever asks alone. */
            mine: boolean;
            priority: components["schemas"]["Priority"] | null;
            /** @description Of which days. */
            range: components["schemas"]["Range"];
            /**
             * Format: uuid
             * @description This rule had noticed something in it by then.
             */
            rule: string | null;
            /**
             * Format: uuid
             * @description Given to this team.
             */
            team: string | null;
            /** @description The day after its last. */
            until: string | null;
            /**
             * Format: int32
             * @description Written on this weekday, Monday is 1.
             */
            weekday: number | null;
        };
        /** @description A question with a name. */
        SavedReport: {
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            changed_at: string;
            /** @description The first day, as it is asked now. */
            from: string;
            /**
             * Format: uuid
             * @description Ours.
             */
            id: string;
            /** @description You made it. */
            mine: boolean;
            /** @description What it is called. */
            name: string;
            /** @description What it asks. */
            question: components["schemas"]["SavedQuestion"];
            /**
             * Format: uuid
             * @description The team that sees it; null: only you.
             */
            team_id: string | null;
            /** @description The day after the last. */
            until: string;
        };
        /** @description What may be changed about it. Absent: left as it is. */
        SavedReportBody: {
            /** @description What it is called. */
            name?: string | null;
            question?: components["schemas"]["SavedQuestion"] | null;
            /**
             * Format: uuid
             * @description The team that sees it; null: only you.
             */
            team_id?: string | null;
        };
        /** @description A code that is on its way. */
        SentProofCode: {
            /**
             * Format: uuid
             * @description Where it was sent.
             */
            conversation_id: string;
            /**
             * Format: uuid
             * @description Its way.
             */
            delivery_id: string;
            /**
             * Format: uuid
             * @description The message that says it.
             */
            message_id: string;
            /**
             * Format: date-time
             * @description Until when it counts.
             */
            until: string;
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
        /** @description So many of so many. */
        Share: {
            /** @description So many. */
            n: number;
            /** @description Of so many. */
            of: number;
        };
        /** @description Signing in. */
        SignInBody: {
            /** @description An e-mail address. */
            login: string;
            /** @description The password. */
            password: string;
        };
        /** @description A kind of hint that a team put away more than three times in ten. */
        SilentHint: {
            /**
             * Format: date-time
             * @description Since when it is silent.
             */
            at: string;
            /** @description Which hint. */
            kind: string;
            /**
             * Format: uuid
             * @description The team.
             */
            team_id: string;
        };
        /** @description What somebody is good at. */
        Skills: {
            /**
             * Format: uuid
             * @description Who.
             */
            agent_id: string;
            /** @description Labels that they know best. */
            labels: string[];
            /** @description Languages besides their own: `pl`. */
            languages: string[];
        };
        /** @description The same, to be said. */
        SkillsBody: {
            /** @description Labels that they know best; at most 30. */
            labels?: string[];
            /** @description Languages besides their own, in two or three letters; at most 30. */
            languages?: string[];
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
        /** @description Where something was said. */
        Source: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description By whom, as one calls them. */
            author_name: string;
            /**
             * Format: uuid
             * @description In which matter.
             */
            conversation_id: string | null;
            /**
             * Format: int32
             * @description Where they end.
             */
            end: number | null;
            /**
             * Format: uuid
             * @description Which; null where a person wrote it here.
             */
            id: string | null;
            /** @description In what. */
            kind: components["schemas"]["SourceKind"];
            /** @description On which platform. */
            platform: string | null;
            /** @description The words; null where they are sensitive. */
            quote: string | null;
            /**
             * Format: int32
             * @description Where they begin in the message's text, in UTF-16 units; null where they are not found there.
             */
            start: number | null;
        };
        /**
         * @description What kind of place something was said in.
         * @enum {string}
         */
        SourceKind: "message" | "contact" | "note" | "agent";
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
        /** @description How spans are spread, in whole seconds. Percentiles are values that occurred. */
        Spread: {
            /** @description How many fall into each column; the columns' ends stand in `columns` of the answer. */
            distribution: number[];
            /**
             * Format: int32
             * @description All together divided by how many.
             */
            mean: number;
            /**
             * Format: int32
             * @description Half took no longer.
             */
            median: number;
            /**
             * Format: int32
             * @description Nine in ten took no longer.
             */
            p90: number;
            /**
             * Format: int32
             * @description Ninety-nine in a hundred took no longer.
             */
            p99: number;
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
            /**
             * @description It says something private in public: why it is sent all the same; kept as a note. At most 500
             *     characters.
             */
            override_reason?: string | null;
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
        /** @description Who takes over: exactly one of the two. */
        SuccessorBody: {
            /**
             * Format: uuid
             * @description An agent.
             */
            agent?: string | null;
            /**
             * Format: uuid
             * @description A team's list.
             */
            team?: string | null;
        };
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
        SuggestionReason: "same_subject" | "same_number" | "same_words" | "still_waiting";
        /** @description A target that holds. */
        Target: components["schemas"]["TargetBody"] & {
            /**
             * Format: uuid
             * @description Ours; a changed target is another one.
             */
            id: string;
            /**
             * Format: date-time
             * @description Since when it holds: for whoever began to wait since.
             */
            since: string;
        };
        /** @description What a target says. Empty lists fit everything; everything that is set must fit. */
        TargetBody: {
            /** @description Came in through one of these accounts. */
            accounts?: string[];
            /** @description Of a customer with one of these labels. */
            customer_labels?: string[];
            /**
             * Format: int32
             * @description The first answer, in seconds; null: not said here.
             */
            first_response?: number | null;
            /** @description Only the time in which somebody is there counts. */
            in_hours?: boolean;
            /** @description With one of these labels. */
            labels?: string[];
            /** @description The customer's language is one of these: `de`. */
            languages?: string[];
            /** @description What it is called; at most 80 characters. */
            name: string;
            /**
             * Format: int32
             * @description Each answer after that, in seconds.
             */
            next_response?: number | null;
            /** @description Of one of these. A target that names them is not made shorter by them. */
            priorities?: components["schemas"]["Priority"][];
            /**
             * Format: int32
             * @description That it is done, in seconds.
             */
            resolution?: number | null;
            /** @description Given to one of these teams. */
            teams?: string[];
        };
        /** @description All targets, the first that fits counts. */
        TargetsBody: {
            /** @description In the order in which they count; at most 50. */
            targets: components["schemas"]["TargetBody"][];
        };
        /** @description A shape of numbers, taught with examples. */
        TaughtPattern: {
            /** @description Three or more of them. */
            examples: string[];
            /** @description What such a number is: a kind of fact. */
            kind: string;
            /** @description What the company calls it. */
            name: string;
        };
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
        /** @description Tell who reports it. */
        TellBody: {
            /** @description Each with the words that you read; at most 200. */
            texts: components["schemas"]["TellText"][];
            /** @description Which text. */
            what: components["schemas"]["TellWhat"];
        };
        /** @description What one of them is told, as you read it. */
        TellText: {
            /**
             * Format: uuid
             * @description In which matter.
             */
            conversation_id: string;
            /** @description The words. */
            text: string;
        };
        /**
         * @description Which text goes out.
         * @enum {string}
         */
        TellWhat: "text" | "over";
        /** @description A message with its marks, as a trial over the past keeps it. */
        TestSample: {
            /** @description By which words. */
            marks: components["schemas"]["TextMark"][];
            /**
             * Format: uuid
             * @description Which.
             */
            message_id: string;
        };
        /** @description A stretch of a text. */
        TextMark: {
            /**
             * Format: int32
             * @description The unit behind the last.
             */
            end: number;
            /**
             * Format: int32
             * @description The first UTF-16 unit.
             */
            start: number;
            /** @description It stands in the subject. */
            title: boolean;
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
        /** @description How many were told. */
        Told: {
            /** @description Now; who was told before is not counted. */
            told: number;
        };
        /** @description What was read of a text, and why. */
        Tone: {
            /** @description How many posts like it the team gave this class. */
            alike: number;
            /** @description What gives the points. */
            causes: components["schemas"]["ToneCause"][];
            /** @description What it is. */
            class: components["schemas"]["ToneClass"];
            /**
             * Format: float
             * @description How likely a complaint, from 0 to 1.
             */
            complaint: number;
            corrected: components["schemas"]["ToneClass"] | null;
            /**
             * Format: int32
             * @description Points; 3 and more is urgent.
             */
            urgency: number;
            /** @description The words that counted most, the weightiest first; at most 5. */
            words: components["schemas"]["ToneWord"][];
            /** @description What a person must look at. */
            worries: components["schemas"]["ToneCause"][];
        };
        /** @description Say what a message is, in place of what was read; null takes it back. */
        ToneBody: {
            class?: components["schemas"]["ToneClass"] | null;
        };
        /** @description Why something is urgent, or to be handled with care. */
        ToneCause: {
            /**
             * @description `danger`, `legal`, `vulnerable`, `loss`, `deadline`, `again`, `churn`, `loud`; or `self_harm`,
             *     `danger`, `threat`, `lawyer`, `regulator`, `press`.
             */
            cause: string;
            /**
             * Format: int32
             * @description The unit behind the last.
             */
            end: number;
            /**
             * Format: int32
             * @description What it counts; 0 for what is to be handled with care.
             */
            points: number;
            /**
             * Format: int32
             * @description The first UTF-16 unit.
             */
            start: number;
        };
        /**
         * @description What a text is.
         * @enum {string}
         */
        ToneClass: "complaint" | "request" | "praise" | "neutral";
        /** @description A word that counted. */
        ToneWord: {
            /**
             * Format: int32
             * @description The unit behind the last.
             */
            end: number;
            /**
             * Format: int32
             * @description The first UTF-16 unit.
             */
            start: number;
            /**
             * Format: float
             * @description How much; below 0: against it.
             */
            weight: number;
        };
        /** @description A rule that is tried. */
        TrialBody: {
            /** @description It looks only at what came through these; empty: at everything. */
            accounts?: string[];
            /** @description Its words. */
            text: string;
        };
        /**
         * @description Where what is typed will go.
         * @enum {string}
         */
        TypedKind: "reply" | "note";
        /** @description A thread in which somebody still waits for an answer. */
        UnansweredThread: {
            /**
             * Format: date-time
             * @description When it was written.
             */
            at: string;
            /**
             * Format: uuid
             * @description The newest message of theirs in it.
             */
            message_id: string;
            /** @description On which platform. */
            platform: string;
            /** @description Its words, at most 280 characters of them. */
            text: string;
            /**
             * Format: uuid
             * @description The platform's thread.
             */
            thread_id: string;
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
        /** @description That a customer proved who they are. */
        Verified: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /**
             * Format: uuid
             * @description Who looked.
             */
            by: string;
            /** @description How, in a few words. */
            how: string;
            /**
             * Format: date-time
             * @description Until when it counts; null: until somebody ends it.
             */
            until: string | null;
        };
        /** @description A customer proved who they are. */
        VerifiedBody: {
            /** @description How, in a few words; at most 100 characters. */
            how: string;
            /**
             * Format: date-time
             * @description Until when it counts; absent: until somebody ends it.
             */
            until?: string | null;
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
         * @description Who waits in a part of the house: conversations that are open or put off (sleeping is for us, not for
         *     them) and in which somebody waits for our answer. Spam does not count.
         */
        Waiting: {
            /**
             * Format: int64
             * @description How many of them are too late.
             */
            missed?: number;
            /**
             * Format: int64
             * @description How many of them burn: nearly or already too late.
             */
            near: number;
            /**
             * Format: int64
             * @description How many began to wait in the last half hour.
             */
            newer: number;
            /**
             * Format: date-time
             * @description Since when the longest waits.
             */
            oldest: string | null;
            /**
             * Format: int64
             * @description How many of them were put off. The list of what is open does not show these.
             */
            snoozed: number;
            /**
             * Format: int64
             * @description How many of them nobody has.
             */
            unassigned: number;
            /**
             * Format: int64
             * @description How many conversations wait for an answer.
             */
            waiting: number;
        };
        /**
         * @description For what a reply waits that has not left.
         * @enum {string}
         */
        WaitsFor: "undo" | "turn" | "rate_limit" | "budget" | "platform";
        /** @description A team wants a kind of hint again. */
        WakeHintBody: {
            /** @description Which hint. */
            kind: string;
            /**
             * Format: uuid
             * @description The team.
             */
            team_id: string;
        };
        /** @description Something that a platform's own filter cannot do for a rule. */
        WatchLost: {
            /**
             * @description `watch.forms`: only the commonest forms of a word are found there; `watch.wildcard`, `watch.field`,
             *     `watch.not`, `watch.near`: left out there and applied here; `watch.only_hashtags`: posts without
             *     the hashtag are not seen; `watch.too_broad`: nothing remains to be asked for; `watch.too_long`.
             */
            key: string;
            /** @description The part of the rule. */
            part: string;
        };
        /** @description The openings of each weekday: `"09:00-18:00"`; `"22:00-06:00"` ends on the next day. */
        WeekBody: {
            friday?: string[];
            monday?: string[];
            saturday?: string[];
            sunday?: string[];
            thursday?: string[];
            tuesday?: string[];
            wednesday?: string[];
        };
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
            answer?: components["schemas"]["FollowUpState"] | null;
            /**
             * Format: uuid
             * @description To whom it was given; absent: to nobody.
             */
            assignee?: string | null;
            became?: components["schemas"]["PromiseState"] | null;
            before?: components["schemas"]["Held"] | null;
            /**
             * Format: uuid
             * @description What was said outside the platforms.
             */
            contact?: string | null;
            counts?: components["schemas"]["Forgotten"] | null;
            /**
             * @description What was done to a message on its platform, or wanted: `hidden`, `kept` (a lead looked at it),
             *     `shown`; `proposed`, `deleted`, `declined`, `withdrawn`.
             */
            deed?: string | null;
            /**
             * Format: uuid
             * @description The reply's way it is about.
             */
            delivery?: string | null;
            /**
             * Format: uuid
             * @description Which asking whether it worked.
             */
            follow_up?: string | null;
            /**
             * Format: uuid
             * @description What is no longer there: it became part of this.
             */
            from?: string | null;
            /**
             * Format: uuid
             * @description Which handing over.
             */
            handover?: string | null;
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
            /**
             * Format: uuid
             * @description Which promise.
             */
            promise?: string | null;
            /** @description Why, in a word from its list. */
            reason?: string | null;
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
        /** @description A form of a word, and how often people used it lately. */
        WordForm: {
            /**
             * Format: int64
             * @description How often.
             */
            count: number;
            /** @description The form. */
            word: string;
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
    hand_over: {
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
                "application/json": components["schemas"]["HandoverBody"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Handover"];
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
    drop_announcement: {
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
    announcement_is_there: {
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
    delete_contact: {
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
    change_contact: {
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
                "application/json": components["schemas"]["ContactBody"];
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
    get_card: {
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
                    "application/json": components["schemas"]["Card"];
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
    add_line: {
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
                "application/json": components["schemas"]["CardLineBody"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CardLine"];
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
    drop_line: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                line: string;
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
    change_line: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                line: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CardLineChange"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CardLine"];
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
    consult: {
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
                "application/json": components["schemas"]["ConsultBody"];
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
    log_contact: {
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
                "application/json": components["schemas"]["NewContactBody"];
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
    get_escalation: {
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
                    "application/json": components["schemas"]["Escalation"] | null;
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
    settle_escalation: {
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
    get_follow_up: {
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
                    "application/json": components["schemas"]["FollowUp"] | null;
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
    set_follow_up: {
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
                "application/json": components["schemas"]["FollowUpBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FollowUp"] | null;
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
    dismiss_hint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                kind: string;
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
    conversation_incidents: {
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
                    "application/json": components["schemas"]["List_Incident"];
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
    conversation_promises: {
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
                    "application/json": components["schemas"]["List_Promise"];
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
    add_promise: {
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
                "application/json": components["schemas"]["NewPromiseBody"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Promise"];
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
    read: {
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
                "application/json": components["schemas"]["ReadingBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reading"];
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
    list_facts: {
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
                    "application/json": components["schemas"]["List_Fact"];
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
    add_fact: {
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
                "application/json": components["schemas"]["FactBody"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fact"];
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
    list_suggestions: {
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
                    "application/json": components["schemas"]["List_PersonSuggestion"];
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
    send_code: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                other: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProofCodeBody"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SentProofCode"];
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
    join_suggestion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                other: string;
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
    reject_suggestion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                other: string;
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
    verify: {
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
                "application/json": components["schemas"]["VerifiedBody"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verified"];
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
    end_verification: {
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
    list_escalations: {
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
                    "application/json": components["schemas"]["List_Escalation"];
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
    dismiss_fact: {
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
    change_fact: {
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
                "application/json": components["schemas"]["FactChangeBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fact"];
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
    reveal_fact: {
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
                    "application/json": components["schemas"]["Revealed"];
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
    list_flags: {
        parameters: {
            query?: {
                /** @description `open` (when absent), `confirmed`, `dismissed`, `all`. */
                state?: string;
                /** @description Only what this rule noticed. */
                rule?: string;
                /** @description What stands in this conversation, marks too. */
                conversation?: string;
                /** @description Also marks in conversations. */
                marks?: boolean;
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
                    "application/json": components["schemas"]["List_Flag"];
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
    get_flag: {
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
                    "application/json": components["schemas"]["Flag"];
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
    confirm_flag: {
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
                    "application/json": components["schemas"]["Confirmed"];
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
    dismiss_flag: {
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
                "application/json": components["schemas"]["DismissBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Flag"];
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
    undo_flag: {
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
                    "application/json": components["schemas"]["Flag"];
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
    list_handovers: {
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
                    "application/json": components["schemas"]["List_Handover"];
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
    get_handover: {
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
                    "application/json": components["schemas"]["Handover"];
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
    decide_note: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                note: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoteDecisionBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Handover"];
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
    count_hints: {
        parameters: {
            query?: {
                /** @description So many days; 30 when absent. */
                days?: number;
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
                    "application/json": components["schemas"]["List_HintCount"];
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
    list_incidents: {
        parameters: {
            query?: {
                /** @description Those that began in so many days up to now; 7 when absent. */
                days?: number;
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
                    "application/json": components["schemas"]["List_Incident"];
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
    get_incident: {
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
                    "application/json": components["schemas"]["Incident"];
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
    change_incident: {
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
                "application/json": components["schemas"]["IncidentChange"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
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
    announce: {
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
                "application/json": components["schemas"]["AnnounceBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Told"];
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
    list_announcements: {
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
                    "application/json": components["schemas"]["List_Announceable"];
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
    end_incident: {
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
                "application/json": components["schemas"]["IncidentEnd"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Incident"];
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
    tell_of_incident: {
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
                "application/json": components["schemas"]["TellBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Told"];
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
    list_lessons: {
        parameters: {
            query?: {
                /** @description Of which team; absent: everybody's. */
                team?: string;
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
                    "application/json": components["schemas"]["List_Lesson"];
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
    undo_lesson: {
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
    get_board: {
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
                    "application/json": components["schemas"]["Board"];
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
    get_behind_board: {
        parameters: {
            query?: {
                /** @description What it counts: `waiting`, `unassigned`, `near`, `missed`, `newer`, `incident`, `topic`. */
                what?: string;
                /** @description Of which incident, or of the topic of which message. */
                of?: string;
                /** @description Of a team; `none`: of what was given to none. */
                team?: string;
                /** @description Of an account. */
                account?: string;
                /** @description `due`: the first due first (so it is when nothing is said); `waiting`: who waits longest first. */
                order?: string;
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
    get_alarm_mailing: {
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
                    "application/json": components["schemas"]["AlarmMailing"];
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
    put_alarm_mailing: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlarmMailingBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlarmMailing"];
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
    get_tone: {
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
                    "application/json": components["schemas"]["Tone"] | null;
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
    put_tone: {
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
                "application/json": components["schemas"]["ToneBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tone"];
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
    next: {
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
                    "application/json": components["schemas"]["Next"];
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
    list_promises: {
        parameters: {
            query?: {
                /** @description `owed` (the default), `proposed`, `standing`, `kept`, `moved`, `broken`, `dismissed`, `all`. */
                state?: string;
                /** @description Only what is due before this. */
                due_before?: string;
                /** @description Only what this team keeps. */
                team?: string;
                /** @description Only what this agent keeps: `me`, `none` or an id. */
                owner?: string;
                /** @description Only what this customer was promised. */
                customer?: string;
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
                    "application/json": components["schemas"]["List_Promise"];
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
    change_promise: {
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
                "application/json": components["schemas"]["PromiseBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Promise"];
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
    break_promise: {
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
                "application/json": components["schemas"]["BreakBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Promise"];
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
    confirm_promise: {
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
                    "application/json": components["schemas"]["Promise"];
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
    dismiss_promise: {
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
                    "application/json": components["schemas"]["Promise"];
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
    keep_promise: {
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
                    "application/json": components["schemas"]["Promise"];
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
    move_promise: {
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
                "application/json": components["schemas"]["MoveBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Promise"];
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
    get_behind: {
        parameters: {
            query: {
                /** @description About what. */
                metric: components["schemas"]["Metric"];
                /** @description The first day: `2026-11-01`. */
                from: string;
                /** @description The day after the last. Today is not over and never in it. */
                until: string;
                /** @description Came in through this account. */
                account?: string;
                /** @description Given to this team. */
                team?: string;
                /** @description With this label. */
                label?: string;
                /** @description This rule had noticed something in it by then. */
                rule?: string;
                /** @description As urgent. */
                priority?: components["schemas"]["Priority"];
                /** @description The customer's language is this. */
                language?: string;
                /** @description Written at this hour, 0 to 23. */
                hour?: number;
                /** @description Written on this weekday, Monday is 1. */
                weekday?: number;
                /** @description Told apart by this. */
                by?: components["schemas"]["By"];
                /** @description Compared with the range before, of the same length. */
                compare?: boolean;
                /** @description One's own alone. */
                mine?: boolean;
                /** @description The part: the `key` of one that was told apart. Absent: of all. */
                part?: string;
                /**
                 * @description `counted`; `still_waiting`; `left_out:<reason>` as the figure tells it; only of one's own or with
                 *     a stated ground `within`, `missed`, `in_public`, `elsewhere`, `outcome:<word>` (why nothing had to
                 *     be said always).
                 */
                what?: string;
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
                    "application/json": components["schemas"]["List_Behind"];
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
    list_definitions: {
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
                    "application/json": components["schemas"]["List_Definition"];
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
    get_figures: {
        parameters: {
            query: {
                /** @description About what. */
                metric: components["schemas"]["Metric"];
                /** @description The first day: `2026-11-01`. */
                from: string;
                /** @description The day after the last. Today is not over and never in it. */
                until: string;
                /** @description Came in through this account. */
                account?: string;
                /** @description Given to this team. */
                team?: string;
                /** @description With this label. */
                label?: string;
                /** @description This rule had noticed something in it by then. */
                rule?: string;
                /** @description As urgent. */
                priority?: components["schemas"]["Priority"];
                /** @description The customer's language is this. */
                language?: string;
                /** @description Written at this hour, 0 to 23. */
                hour?: number;
                /** @description Written on this weekday, Monday is 1. */
                weekday?: number;
                /** @description Told apart by this. */
                by?: components["schemas"]["By"];
                /** @description Compared with the range before, of the same length. */
                compare?: boolean;
                /** @description One's own alone. */
                mine?: boolean;
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
                    "application/json": components["schemas"]["Figures"];
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
    get_csv: {
        parameters: {
            query: {
                /** @description About what. */
                metric: components["schemas"]["Metric"];
                /** @description The first day: `2026-11-01`. */
                from: string;
                /** @description The day after the last. Today is not over and never in it. */
                until: string;
                /** @description Came in through this account. */
                account?: string;
                /** @description Given to this team. */
                team?: string;
                /** @description With this label. */
                label?: string;
                /** @description This rule had noticed something in it by then. */
                rule?: string;
                /** @description As urgent. */
                priority?: components["schemas"]["Priority"];
                /** @description The customer's language is this. */
                language?: string;
                /** @description Written at this hour, 0 to 23. */
                hour?: number;
                /** @description Written on this weekday, Monday is 1. */
                weekday?: number;
                /** @description Told apart by this. */
                by?: components["schemas"]["By"];
                /** @description Compared with the range before, of the same length. */
                compare?: boolean;
                /** @description One's own alone. */
                mine?: boolean;
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
                    "text/csv": string;
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
    list_reports: {
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
                    "application/json": components["schemas"]["List_SavedReport"];
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
    save_report: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewSavedReport"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedReport"];
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
    drop_report: {
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
    change_report: {
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
                "application/json": components["schemas"]["SavedReportBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedReport"];
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
    get_resolving: {
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
                    "application/json": components["schemas"]["Resolving"];
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
    list_rules: {
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
                    "application/json": components["schemas"]["List_Rule"];
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
    make_rule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RuleBody"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rule"];
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
    back_test: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BackTestBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BackTestStep"];
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
    check_rule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TrialBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleCheck"];
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
    preview_rule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TrialBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RulePreview"];
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
    rule_watches: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TrialBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_RuleWatch"];
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
    get_rule: {
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
                    "application/json": components["schemas"]["Rule"];
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
    change_rule: {
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
                "application/json": components["schemas"]["RuleBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rule"];
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
    drop_rule: {
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
    rule_deeds: {
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
                    "application/json": components["schemas"]["List_RuleDeed"];
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
    rule_missed: {
        parameters: {
            query: {
                /** @description The label that says what the rule should have noticed. */
                label: string;
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
                    "application/json": components["schemas"]["List_MatchedMessage"];
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
    rule_precision: {
        parameters: {
            query?: {
                /** @description So many weeks up to now; 12 when absent, at most 104. */
                weeks?: number;
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
                    "application/json": components["schemas"]["RulePrecision"];
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
    list_alarm_hooks: {
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
                    "application/json": components["schemas"]["List_AlarmHook"];
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
    add_alarm_hook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlarmHookBody"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlarmHook"];
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
    drop_alarm_hook: {
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
    list_capacities: {
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
                    "application/json": components["schemas"]["List_Capacity"];
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
    put_capacity: {
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
                "application/json": components["schemas"]["CapacityBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Capacity"];
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
    get_ground: {
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
                    "application/json": components["schemas"]["Ground"];
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
    put_ground: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroundBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ground"];
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
    list_hours: {
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
                    "application/json": components["schemas"]["List_Hours"];
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
    list_free_days: {
        parameters: {
            query: {
                /** @description `DE-NW`. */
                region: string;
                /** @description 2026. */
                year: number;
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
                    "application/json": components["schemas"]["List_FreeDay"];
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
    read_ical: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IcalBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IcalRead"];
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
    list_regions: {
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
                    "application/json": components["schemas"]["Regions"];
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
    put_hours: {
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
                "application/json": components["schemas"]["HoursBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hours"];
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
    drop_hours: {
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
    get_knowledge: {
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
                    "application/json": components["schemas"]["KnowledgeSettings"];
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
    change_knowledge: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KnowledgeBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KnowledgeSettings"];
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
    wake_hint: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WakeHintBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KnowledgeSettings"];
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
    get_noticing: {
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
                    "application/json": components["schemas"]["NoticingSettings"];
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
    put_noticing: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoticingSettings"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticingSettings"];
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
    list_skills: {
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
                    "application/json": components["schemas"]["List_Skills"];
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
    put_skills: {
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
                "application/json": components["schemas"]["SkillsBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Skills"];
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
    list_targets: {
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
                    "application/json": components["schemas"]["List_Target"];
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
    put_targets: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TargetsBody"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List_Target"];
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
