// Made by scripts/generate.mjs from api.json. Do not edit.

export interface paths {
    "/api/activations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bind the tracker of an activation code
         * @description Every code that is not taken gets the same answer. The tracker waits for its device, like every other.
         */
        post: operations["activate-tracker"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/brand": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whose host this is */
        get: operations["get-brand"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everybody below, each after whom they belong to */
        get: operations["list-customers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/objects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Objects of everybody below */
        get: operations["list-customers-objects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Trackers in stock, the newest first */
        get: operations["list-stock"];
        put?: never;
        /** Put a tracker into stock */
        post: operations["add-stock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/stock/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make activation codes, for labels
         * @description Codes made for these trackers before are worth nothing from then on.
         */
        post: operations["make-stock-codes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/stock/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a pasted list or a CSV file into stock
         * @description All lines or none: every bad one is named. Without a heading a line is identity, model, SIM number, note.
         */
        post: operations["import-stock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/stock/{stock}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a tracker out of the stock's list */
        delete: operations["delete-stock"];
        options?: never;
        head?: never;
        /**
         * Describe a tracker in stock anew
         * @description The mark of the operator's own equipment follows to the account that uses it, and stands in its audit.
         */
        patch: operations["change-stock"];
        trace?: never;
    };
    "/api/console/stock/{stock}/hand-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Note that a tracker has been handed out
         * @description To a named customer, who alone can activate it then, or to whoever has its code.
         */
        post: operations["hand-out-stock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/stock/{stock}/take-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Note that a tracker has come back */
        post: operations["take-back-stock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Customers and partners of one's own */
        get: operations["list-children"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/trackers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Trackers of one's own customers that wait, were asked for, or are in trouble */
        get: operations["list-customers-trackers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Groups of objects by name */
        get: operations["list-groups"];
        put?: never;
        /** Add a group */
        post: operations["create-group"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/groups/{group}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a group
         * @description Its objects stay, without one.
         */
        delete: operations["delete-group"];
        options?: never;
        head?: never;
        /** Rename a group */
        patch: operations["rename-group"];
        trace?: never;
    };
    "/api/invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What an invitation is to */
        post: operations["read-invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invitation/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Join, and be signed in */
        post: operations["accept-invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who has been asked to join and has not answered */
        get: operations["list-invitations"];
        put?: never;
        /**
         * Ask somebody to join, by e-mail or by a link to hand over
         * @description The link is good for seven days and once, and as long as whoever sent it could give so much.
         */
        post: operations["invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invitations/{invitation}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take an invitation back */
        delete: operations["revoke-invitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invitations/{invitation}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a new link, which ends the old one */
        post: operations["resend-invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own keys for programs */
        get: operations["list-keys"];
        put?: never;
        /**
         * Make a key for a program
         * @description It may do what it was made for, as far as whoever made it may do that at the moment it is used.
         */
        post: operations["make-key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/keys/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a key */
        delete: operations["revoke-key"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Positions, contacts and changes as they happen, over a WebSocket */
        get: operations["watch-live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/objects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Objects by name
         * @description With their state and tracker, page by page.
         */
        get: operations["list-objects"];
        put?: never;
        /** Add an object, with its tracker if one is described */
        post: operations["create-object"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/objects/{object}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One object, its state and tracker */
        get: operations["get-object"];
        put?: never;
        post?: never;
        /**
         * Delete an object with its history
         * @description Frees its tracker. One that was ever heard is deleted only if confirm repeats its name: nothing of it comes back.
         */
        delete: operations["delete-object"];
        options?: never;
        head?: never;
        /** Rename or regroup an object */
        patch: operations["change-object"];
        trace?: never;
    };
    "/api/objects/{object}/block": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Block an object by hand
         * @description From now on its data is withheld or dropped, as keep_data says.
         */
        put: operations["block-object"];
        post?: never;
        /**
         * Lift the block by hand
         * @description Other causes stay.
         */
        delete: operations["unblock-object"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/objects/{object}/contact": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What arrived last of an object's tracker */
        get: operations["get-contact"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/objects/{object}/day": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an object did on a day */
        get: operations["get-day"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/objects/{object}/request": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The latest request for an object's tracker */
        get: operations["get-tracker-request"];
        put?: never;
        /**
         * Ask for the tracker that an object waits for
         * @description For whoever has the device in hand and waits in vain. Asking again changes the note.
         */
        post: operations["ask-for-tracker"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/objects/{object}/track": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where an object was */
        get: operations["get-track"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/objects/{object}/tracker": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Bind a tracker, or replace it
         * @description From since on it stands for the object; what stood for it until then is released. It always waits for the device first.
         */
        put: operations["bind-tracker"];
        post?: never;
        /**
         * Take the tracker off an object
         * @description Its history stays; the device is free for others.
         */
        delete: operations["unbind-tracker"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/objects/{object}/trackers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which trackers stood for an object, and when */
        get: operations["list-bindings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ownership": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the ownership is being handed over, from or to oneself */
        get: operations["get-ownership-offer"];
        put?: never;
        /**
         * Offer the ownership to somebody
         * @description It passes on when they accept, within seven days; until then nothing changes.
         */
        post: operations["offer-ownership"];
        /** Take the offer back, or decline it */
        delete: operations["end-ownership-offer"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ownership/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept the ownership
         * @description Whoever owned becomes an admin.
         */
        post: operations["accept-ownership"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change one's own password
         * @description Ends all other sessions of the user.
         */
        post: operations["change-password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The people of the tenant, by login */
        get: operations["list-people"];
        put?: never;
        /**
         * Add somebody with a login and a first password
         * @description For people without e-mail. They must change the password before anything else. Nobody gives more than they have.
         */
        post: operations["add-person"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{person}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One person, and what they see */
        get: operations["get-person"];
        put?: never;
        post?: never;
        /**
         * Take somebody out of the tenant
         * @description Ends their sessions and keys, and forgets who they were.
         */
        delete: operations["remove-person"];
        options?: never;
        head?: never;
        /**
         * Change a person's name, role or sight, block or unblock them
         * @description It bites at once, on open pages too. Nobody changes who may do more than they, nor their own rights.
         */
        patch: operations["change-person"];
        trace?: never;
    };
    "/api/people/{person}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give somebody another first password
         * @description Ends their sessions. They must change it before anything else.
         */
        post: operations["set-first-password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{person}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where somebody is signed in */
        get: operations["list-persons-sessions"];
        put?: never;
        post?: never;
        /** Sign somebody out everywhere */
        delete: operations["end-persons-sessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{person}/sessions/{session}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign somebody out of one place */
        delete: operations["end-persons-session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/platform/identities/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Who holds, held or waits for an identity
         * @description Every search is in the audit, with its reason.
         */
        post: operations["search-identity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/platform/identities/{claim}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End somebody's hold of an identity
         * @description They keep what was recorded. Whoever waits has it at its next knock.
         */
        post: operations["release-identity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/platform/identities/{claim}/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give an identity to a claim that waits
         * @description Nothing that was recorded before goes to the new holder.
         */
        post: operations["transfer-identity"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/platform/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All tenants of the installation, each after its parent */
        get: operations["list-tenants"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/platform/tracker-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Requests for trackers, the newest first */
        get: operations["list-tracker-requests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/platform/tracker-requests/{request}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refuse a request for a tracker
         * @description The claim goes on waiting; the reason is told to whoever asked.
         */
        post: operations["refuse-tracker-request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own profile */
        get: operations["get-profile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change one's own profile */
        patch: operations["change-profile"];
        trace?: never;
    };
    "/api/protocols": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Protocols of trackers, and how trackers are set up to report here */
        get: operations["list-protocols"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The roles there are, of which bundles, and which one may give */
        get: operations["list-roles"];
        put?: never;
        /** Make a role of one's own of bundles */
        post: operations["make-role"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/roles/{role}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change a role, and what everybody who has it may do */
        put: operations["change-role"];
        post?: never;
        /** Delete a role that nobody has */
        delete: operations["delete-role"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in, and what they may do */
        get: operations["get-session"];
        put?: never;
        /**
         * Sign in with a login or an e-mail address
         * @description The session is good on this host only. Too many wrong passwords have to wait: see Retry-After.
         */
        post: operations["sign-in"];
        /** Sign out */
        delete: operations["sign-out"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get new tokens for the refresh token
         * @description A refresh token is good once. One that comes back later ends the session, since two must have it.
         */
        post: operations["renew-session"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where one is signed in */
        get: operations["list-sessions"];
        put?: never;
        post?: never;
        /** Sign out everywhere else */
        delete: operations["end-other-sessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{session}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign out somewhere else */
        delete: operations["end-session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/states": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The state of every object
         * @description What a map needs, in one answer.
         */
        get: operations["list-states"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/osmand": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Report where a phone is
         * @description As OsmAnd and Traccar Client do, by a query or as JSON. An answer of 200 says that it is on disk.
         */
        get: operations["report-position"];
        put?: never;
        /**
         * Report where a phone is
         * @description As OsmAnd and Traccar Client do, by a query or as JSON. An answer of 200 says that it is on disk.
         */
        post: operations["report-positions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        "Accept-invitationRequest": {
            /** @enum {string} */
            locale?: "" | "en" | "ru";
            login: string;
            name?: string;
            /**
             * Format: password
             * @description 8 to 256 letters
             */
            password: string;
            token: string;
            /**
             * @description As for signing in
             * @enum {string}
             */
            transport?: "cookie" | "token";
        };
        "Accept-ownershipRequest": {
            /**
             * Format: password
             * @description One's own
             */
            password: string;
        };
        Activation: {
            /** @example 7K2M-QW4X-9RTB */
            code: string;
            /** Format: uuid */
            group?: string;
            /** @example vehicle */
            kind?: string;
            name?: string;
            /**
             * Format: uuid
             * @description An object that is there; absent: a new one, as the rest says
             */
            object?: string;
        };
        "Add-personRequest": {
            email?: string;
            /** @description Likewise: objects that are in these groups at any moment */
            groups?: string[] | null;
            /** @enum {string} */
            locale?: "" | "en" | "ru";
            login: string;
            name?: string;
            /** @description What is seen where sees_all is false */
            objects?: string[] | null;
            /**
             * Format: password
             * @description 8 to 256 letters
             */
            password: string;
            /**
             * @description own: a role of the tenant's own, named by role_id
             * @enum {string}
             */
            role: "admin" | "billing" | "support" | "operator" | "viewer" | "own";
            /** Format: uuid */
            role_id?: string;
            /** @description Absent: all objects are seen */
            sees_all?: boolean;
        };
        "Ask-for-trackerRequest": {
            /** @description How you came by it */
            note: string;
        };
        Binding: {
            identity: string;
            model: string;
            phone: string;
            protocol: string;
            /** Format: date-time */
            since: string;
            /** Format: uuid */
            tracker: string;
            /**
             * Format: date-time
             * @description Absent: it still does
             */
            until?: string;
        };
        Blocking: {
            /** @description Whether what is recorded meanwhile is stored, and shown once the block is lifted; otherwise it is dropped for good */
            keep_data: boolean;
            reason?: string;
        };
        Brand: {
            /** @description ISO 3166-1 alpha-2 */
            country?: string;
            /** @example en */
            locale: string;
            name: string;
            /** @description Address of the style sheet with the brand's colours */
            theme: string;
            /** @example Europe/Helsinki */
            time_zone: string;
        };
        "Change-passwordRequest": {
            /** Format: password */
            current: string;
            /**
             * Format: password
             * @description 8 to 256 letters
             */
            password: string;
        };
        "Change-personRequest": {
            /** @description true ends their sessions and lets them in no more */
            blocked?: boolean;
            /** @description Takes the place of the role and sight they have */
            grant?: components["schemas"]["Granted"];
            name?: string;
        };
        "Change-profileRequest": {
            /**
             * @description Empty: the tenant's
             * @enum {string}
             */
            locale?: "" | "en" | "ru";
            name?: string;
            /** @description IANA name; empty: the tenant's */
            time_zone?: string;
        };
        Contact: {
            /**
             * Format: date-time
             * @description Absent while nothing has arrived
             */
            at?: string;
            detail: {
                [key: string]: unknown;
            };
            /**
             * Format: int64
             * @description On which it was heard
             */
            port?: number;
            /** @description As it was heard */
            protocol?: string;
            /** @description The tracker that is waited for */
            tracker?: components["schemas"]["Tracker"];
            /** @description no_tracker, nothing, wrong_protocol, checksum, wrong_password, malformed, connected, no_fix, blocked, before_binding, quarantined, well */
            what: string;
            /** @description What keeps the object from being shown live */
            why: components["schemas"]["Why"][];
        };
        Customer: {
            /** @description ISO 3166-1 alpha-2 */
            country?: string;
            /** Format: date-time */
            created_at: string;
            /**
             * Format: int64
             * @description 1: a customer of one's own; 2: a customer of a reseller of one's own
             */
            depth: number;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "reseller" | "account";
            name: string;
            /** @description Account number with its provider; its last digit checks it */
            number: string;
            /**
             * Format: int64
             * @description Objects it has, with those of all below it
             */
            objects: number;
            /**
             * Format: uuid
             * @description The tenant right above it
             */
            parent: string;
            /** @enum {string} */
            status: "active" | "suspended" | "closed";
        };
        CustomersObject: {
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            id: string;
            /** @example van */
            kind: string;
            name: string;
            /** Format: uuid */
            tenant: string;
            tenant_name: string;
        };
        CustomersTracker: {
            /**
             * Format: date-time
             * @description When this tracker was last heard; who else knocks is shown to nobody
             */
            heard_at?: string;
            heard_outcome?: string;
            /** Format: uuid */
            id: string;
            identity: string;
            model: string;
            /** Format: uuid */
            object: string;
            object_name: string;
            protocol: string;
            request?: components["schemas"]["TrackerRequest"];
            /**
             * Format: date-time
             * @description Since when it has stood for the object
             */
            since: string;
            /** Format: uuid */
            tenant: string;
            tenant_name: string;
            /** @description No device of this identity has come yet */
            waiting: boolean;
        };
        Day: {
            /**
             * Format: double
             * @description Metres
             */
            distance: number;
            /**
             * Format: date-time
             * @description Time of the first position
             */
            first?: string;
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            last?: string;
            /**
             * Format: float
             * @description Kilometres an hour
             */
            max_speed: number;
            /** Format: int64 */
            moving_seconds: number;
            /** Format: int64 */
            positions: number;
            /**
             * Format: int64
             * @description What is neither moving nor standing is not known
             */
            standing_seconds: number;
            stops: components["schemas"]["Stop"][];
            /** Format: date-time */
            to: string;
            /**
             * Format: date-time
             * @description From when on nothing is counted, because of a block in force
             */
            withheld_from?: string;
        };
        Granted: {
            /** @description Likewise: objects that are in these groups at any moment */
            groups?: string[] | null;
            /** @description What is seen where sees_all is false */
            objects?: string[] | null;
            /**
             * @description own: a role of the tenant's own, named by role_id
             * @enum {string}
             */
            role: "admin" | "billing" | "support" | "operator" | "viewer" | "own";
            /** Format: uuid */
            role_id?: string;
            /** @description Absent: all objects are seen */
            sees_all?: boolean;
        };
        Group: {
            /** Format: uuid */
            id: string;
            name: string;
            /**
             * Format: int64
             * @description How many are in it
             */
            objects: number;
        };
        GroupName: {
            name: string;
        };
        "Hand-out-stockRequest": {
            /** Format: uuid */
            customer?: string;
        };
        HandOverBody: {
            /**
             * @description last_heard: what the device has buffered since its holder last heard it is the new holder's
             * @default now
             * @enum {string}
             */
            from: "now" | "last_heard";
            /** @description Kept in the audits */
            reason: string;
        };
        IdentityClaim: {
            /** @description When the tracker stood for an object, the latest first */
            bindings: components["schemas"]["Span"][];
            /** Format: date-time */
            claimed_at: string;
            /** Format: date-time */
            heard_at?: string;
            held?: components["schemas"]["Span"];
            /** Format: uuid */
            id: string;
            model: string;
            /** @example imei */
            namespace: string;
            /**
             * @description How it was shown that they have the device; absent: the number was typed
             * @enum {string}
             */
            proof?: "code";
            protocol: string;
            realm_name: string;
            request?: components["schemas"]["TrackerRequest"];
            /** @enum {string} */
            state: "holds" | "waits" | "held" | "given_up";
            /** Format: uuid */
            tenant: string;
            tenant_name: string;
            value: string;
        };
        "Import-stockRequest": {
            /** @description Look only */
            dry_run?: boolean;
            /** @description Likewise */
            model?: string;
            operator_owned?: boolean;
            /** @description For lines that do not say */
            protocol: string;
            text: string;
        };
        Invitation: {
            /** Format: date-time */
            created_at: string;
            /** @description Absent: the link was handed over */
            email?: string;
            /** Format: date-time */
            expires_at: string;
            /** Format: uuid */
            id: string;
            inviter: string;
            name: string;
            /** @enum {string} */
            role: "admin" | "billing" | "support" | "operator" | "viewer" | "own";
            role_name?: string;
            sees_all: boolean;
            /** Format: date-time */
            sent_at: string;
        };
        InvitationSent: {
            /** Format: uuid */
            id: string;
            /** @description Where there is no address: the link to hand over. It is told this once. */
            link?: string;
        };
        InviteRequest: {
            /** @description Absent: the answer has a link to hand over */
            email?: string;
            /** @description Likewise: objects that are in these groups at any moment */
            groups?: string[] | null;
            /**
             * @description Language of the letter; empty: the tenant's
             * @enum {string}
             */
            locale?: "" | "en" | "ru";
            name?: string;
            /** @description What is seen where sees_all is false */
            objects?: string[] | null;
            /**
             * @description own: a role of the tenant's own, named by role_id
             * @enum {string}
             */
            role: "admin" | "billing" | "support" | "operator" | "viewer" | "own";
            /** Format: uuid */
            role_id?: string;
            /** @description Absent: all objects are seen */
            sees_all?: boolean;
        };
        ItemsBinding: {
            items: components["schemas"]["Binding"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsCustomer: {
            items: components["schemas"]["Customer"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsCustomersObject: {
            items: components["schemas"]["CustomersObject"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsCustomersTracker: {
            items: components["schemas"]["CustomersTracker"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsGroup: {
            items: components["schemas"]["Group"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsIdentityClaim: {
            items: components["schemas"]["IdentityClaim"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsInvitation: {
            items: components["schemas"]["Invitation"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsKey: {
            items: components["schemas"]["Key"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsNode: {
            items: components["schemas"]["Node"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsObject: {
            items: components["schemas"]["Object"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsPerson: {
            items: components["schemas"]["Person"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsProtocol: {
            items: components["schemas"]["Protocol"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsQueuedRequest: {
            items: components["schemas"]["QueuedRequest"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsSession: {
            items: components["schemas"]["Session"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsStockLabel: {
            items: components["schemas"]["StockLabel"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsStockedTracker: {
            items: components["schemas"]["StockedTracker"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        Key: {
            bundles: string[];
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
            /** Format: uuid */
            id: string;
            name: string;
            /** @description For Authorization: Bearer. It is told once, when the key is made. */
            secret?: string;
            /**
             * Format: date-time
             * @description When it was last used, to a minute
             */
            used_at?: string;
            used_from?: string;
        };
        "Make-keyRequest": {
            /** @description Of in_keys of GET /api/roles */
            bundles: string[];
            /**
             * Format: date-time
             * @description Within two years
             */
            expires_at: string;
            name: string;
        };
        "Make-stock-codesRequest": {
            trackers: string[];
        };
        Me: {
            /** @description Parts of the app that can be entered here: account, reselling, staff */
            areas: string[];
            /** @description Name of the brand of this host */
            brand: string;
            /** @description Somebody else has set the password: nothing may be done but changing it */
            must_change_password: boolean;
            /** @description What the role may do */
            operations: string[];
            /** @enum {string} */
            role: "owner" | "admin" | "billing" | "support" | "operator" | "viewer" | "own";
            /** @description All objects of the tenant are seen, not only those granted */
            sees_all: boolean;
            tenant: components["schemas"]["MyTenant"];
            user: components["schemas"]["MyUser"];
        };
        MyTenant: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "platform" | "reseller" | "account";
            locale: string;
            name: string;
            /** @enum {string} */
            status: "active" | "suspended" | "closed";
            time_zone: string;
        };
        MyUser: {
            email?: string;
            /** Format: uuid */
            id: string;
            /** @description Chosen language; empty: the tenant's */
            locale: string;
            login: string;
            name: string;
            /** @description Chosen time zone; empty: the tenant's */
            time_zone: string;
        };
        NewObject: {
            /** Format: uuid */
            group?: string;
            /** @description One word: vehicle, truck, person, pet, …; vehicle if left out */
            kind?: string;
            name: string;
            /** @description The tracker to bind at once */
            tracker?: components["schemas"]["TrackerSpec"];
        };
        NewStock: {
            identity: string;
            model?: string;
            note?: string;
            operator_owned?: boolean;
            phone?: string;
            /** @example teltonika */
            protocol: string;
        };
        Node: {
            /** Format: date-time */
            created_at: string;
            /**
             * Format: int64
             * @description 1: right below the platform
             */
            depth: number;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "reseller" | "account";
            name: string;
            /** @description Account number in its parent's book */
            number: string;
            /**
             * Format: int64
             * @description With those of all below it
             */
            objects: number;
            /** Format: uuid */
            parent: string;
            /** @enum {string} */
            status: "active" | "suspended" | "closed";
        };
        Object: {
            /** @description The newest values by standard key: ignition, battery_level, … */
            attributes: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            group?: string;
            /**
             * Format: date-time
             * @description When anything last arrived; absent: nothing ever did
             */
            heard_at?: string;
            /** Format: uuid */
            id: string;
            /** @example vehicle */
            kind: string;
            /**
             * Format: date-time
             * @description Since when it has moved or stood
             */
            moving_since?: string;
            name: string;
            /**
             * Format: double
             * @description Metres
             */
            odometer?: number;
            /** @description The newest position that may be shown */
            place?: components["schemas"]["Place"];
            /** @enum {string} */
            status: "moving" | "standing" | "offline" | "never" | "blocked";
            /** @description Absent: none is bound */
            tracker?: components["schemas"]["Tracker"];
            /** @description What keeps it from being shown live; on the map, what blocks it */
            why: components["schemas"]["Why"][];
            /** @description There is newer data, recorded during a block that is still in force */
            withheld?: boolean;
        };
        ObjectChange: {
            /**
             * Format: uuid
             * @description null takes the object out of its group
             */
            group?: string | null;
            kind?: string;
            name?: string;
        };
        ObjectState: {
            /** Format: uuid */
            group?: string;
            /**
             * Format: date-time
             * @description When anything last arrived; absent: nothing ever did
             */
            heard_at?: string;
            /** Format: uuid */
            id: string;
            /** @example vehicle */
            kind: string;
            /**
             * Format: date-time
             * @description Since when it has moved or stood
             */
            moving_since?: string;
            name: string;
            /** @description The newest position that may be shown */
            place?: components["schemas"]["Place"];
            /** @enum {string} */
            status: "moving" | "standing" | "offline" | "never" | "blocked";
            /** @description What keeps it from being shown live; on the map, what blocks it */
            why: components["schemas"]["Why"][];
            /** @description There is newer data, recorded during a block that is still in force */
            withheld?: boolean;
        };
        "Offer-ownershipRequest": {
            /**
             * Format: password
             * @description One's own
             */
            password: string;
            /** Format: uuid */
            user: string;
        };
        OwnershipOffer: {
            /** Format: date-time */
            expires_at?: string;
            from?: string;
            /** @description It was made to whoever asks, who may accept it */
            mine: boolean;
            /** @description There is an offer, made by or to whoever asks; the rest is told only then */
            open: boolean;
            to?: string;
        };
        Person: {
            /** @description Cannot sign in */
            blocked: boolean;
            /** @description What the role comes to */
            bundles: string[];
            /** Format: date-time */
            created_at: string;
            email?: string;
            groups?: string[] | null;
            /** Format: uuid */
            id: string;
            login: string;
            /** @description It is the one who asks */
            me: boolean;
            /** @description Has a first password that somebody else has set */
            must_change_password: boolean;
            name: string;
            /** @description Told of one person only, and as far as whoever asks sees them */
            objects?: string[] | null;
            /**
             * @description own: a role of the tenant's own, see role_id
             * @enum {string}
             */
            role: "owner" | "admin" | "billing" | "support" | "operator" | "viewer" | "own";
            /** Format: uuid */
            role_id?: string;
            /**
             * Format: date-time
             * @description When they last used a session
             */
            seen_at?: string;
            /** @description All objects; otherwise those named in objects, and in groups */
            sees_all: boolean;
        };
        Place: {
            /**
             * Format: float
             * @description Metres
             */
            altitude?: number;
            /** Format: date-time */
            at: string;
            /**
             * Format: float
             * @description Degrees clockwise from north
             */
            course?: number;
            /**
             * Format: double
             * @description Degrees, WGS 84, north positive
             */
            lat: number;
            /**
             * Format: double
             * @description Degrees, WGS 84, east positive
             */
            lon: number;
            /**
             * Format: float
             * @description Kilometres an hour
             */
            speed?: number;
            /** @description The device's own word that the position can be trusted */
            valid: boolean;
        };
        Problem: {
            /** @description What was wrong and what to do, in English */
            detail: string;
            /** @description What was wrong with which field */
            errors?: components["schemas"]["ProblemField"][] | null;
            /** @description Name it when you ask for help */
            id?: string;
            /**
             * @description A stable word for programs and translations
             * @example not_found
             */
            reason: string;
            /**
             * Format: int64
             * @description The HTTP status
             */
            status: number;
            /** @description What kind of problem it is */
            title: string;
            /**
             * @description urn:problem: and the reason
             * @example urn:problem:not_found
             */
            type: string;
        };
        ProblemField: {
            /**
             * @description As the request spells it
             * @example body.name
             */
            field: string;
            message: string;
            value?: string;
        };
        Protocol: {
            /** @description Devices are known by their IMEI and nothing else */
            by_imei: boolean;
            /** @description The protocol carries a password, which may be asked for */
            has_password: boolean;
            /** @description Server to type into the tracker */
            host: string;
            models: components["schemas"]["TrackerModel"][];
            /**
             * Format: int64
             * @description 0: not listened for here
             */
            port: number;
            /** @example teltonika */
            protocol: string;
            /** @description What to do, in English */
            steps: string[];
            /** @example Teltonika */
            title: string;
            /** @description tcp, udp, http */
            transports: string[];
        };
        QueuedRequest: {
            /** Format: date-time */
            asked_at: string;
            /** Format: date-time */
            decided_at?: string;
            /** Format: uuid */
            id: string;
            identity: string;
            model: string;
            note: string;
            /**
             * @description Absent while nobody has decided
             * @enum {string}
             */
            outcome?: "granted" | "refused" | "withdrawn";
            protocol: string;
            realm_name: string;
            reason?: string;
            /** Format: uuid */
            tenant: string;
            tenant_name: string;
        };
        "Read-invitationRequest": {
            /** @description What follows # in the link */
            token: string;
        };
        "Refuse-tracker-requestRequest": {
            reason: string;
        };
        "Renew-sessionRequest": {
            /** @description Absent: the browser's cookie */
            refresh_token?: string;
        };
        Role: {
            bundles: string[];
            /** Format: date-time */
            created_at?: string;
            /** @description Whoever asks has all of it, and so may give it */
            grantable: boolean;
            /**
             * Format: uuid
             * @description Of the tenant's own roles only, like the rest
             */
            id?: string;
            name?: string;
            /**
             * Format: int64
             * @description How many have it
             */
            people?: number;
            /** @enum {string} */
            role: "owner" | "admin" | "billing" | "support" | "operator" | "viewer" | "own";
        };
        RoleBody: {
            /** @description Names of GET /api/roles; self is in every role */
            bundles: string[];
            name: string;
        };
        RolesAnswer: {
            /** @description Bundles that a key may have, in order */
            in_keys: string[];
            /** @description Bundles that an own role may have, in order */
            in_roles: string[];
            items: components["schemas"]["Role"][];
            /** @description Bundles of whoever asks: nobody gives what they lack */
            mine: string[];
        };
        SMS: {
            optional?: boolean;
            purpose: string;
            /** @description {apn}, {apn_user}, {apn_password}, {login}, {password} and {identity} are to be filled in */
            text: string;
        };
        SavedObject: {
            /** @description The newest values by standard key: ignition, battery_level, … */
            attributes: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            group?: string;
            /**
             * Format: date-time
             * @description When anything last arrived; absent: nothing ever did
             */
            heard_at?: string;
            /** Format: uuid */
            id: string;
            /** @example vehicle */
            kind: string;
            /**
             * Format: date-time
             * @description Since when it has moved or stood
             */
            moving_since?: string;
            name: string;
            /**
             * Format: double
             * @description Metres
             */
            odometer?: number;
            /** @description The newest position that may be shown */
            place?: components["schemas"]["Place"];
            /** @enum {string} */
            status: "moving" | "standing" | "offline" | "never" | "blocked";
            /** @description Absent: none is bound */
            tracker?: components["schemas"]["Tracker"];
            warnings: components["schemas"]["Warning"][];
            /** @description What keeps it from being shown live; on the map, what blocks it */
            why: components["schemas"]["Why"][];
            /** @description There is newer data, recorded during a block that is still in force */
            withheld?: boolean;
        };
        "Search-identityRequest": {
            reason: string;
            value: string;
        };
        Session: {
            address: string;
            /** @description As the browser or program names itself */
            agent: string;
            /** Format: date-time */
            created_at: string;
            /** @description This is the one that asks */
            current: boolean;
            /** Format: date-time */
            expires_at: string;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            seen_at: string;
        };
        "Set-first-passwordRequest": {
            /**
             * Format: password
             * @description 8 to 256 letters
             */
            password: string;
        };
        "Sign-inRequest": {
            login: string;
            /** Format: password */
            password: string;
            /**
             * @description token: answer the tokens, for programs; otherwise they are set as cookies
             * @enum {string}
             */
            transport?: "cookie" | "token";
        };
        Span: {
            /** Format: date-time */
            since: string;
            /**
             * Format: date-time
             * @description Absent: it lasts
             */
            until?: string;
        };
        States: {
            items: components["schemas"]["ObjectState"][];
            /**
             * Format: int64
             * @description Seconds of silence after which an object counts as offline
             */
            offline_after: number;
        };
        StockChange: {
            model?: string;
            note?: string;
            operator_owned?: boolean;
            phone?: string;
        };
        StockImport: {
            /** Format: int64 */
            added: number;
            /**
             * Format: int64
             * @description Were in stock already, and left as they are
             */
            known: number;
            /** Format: int64 */
            lines: number;
            /** @description Headings that mean nothing here */
            unknown: string[];
            warnings: components["schemas"]["Warning"][];
        };
        StockLabel: {
            /**
             * Format: uuid
             * @description Who has activated it
             */
            account?: string;
            account_name: string;
            /** Format: date-time */
            activated_at?: string;
            /** @description It is told once; a new one can be made at any time */
            code: string;
            /** Format: date-time */
            created_at: string;
            /**
             * Format: uuid
             * @description Who alone may activate it; absent: whoever has the code
             */
            customer?: string;
            customer_name: string;
            /** Format: date-time */
            handed_at?: string;
            /** @description There is an activation code that nobody has used */
            has_code: boolean;
            /** Format: uuid */
            id: string;
            identity: string;
            /** @description For the QR code: where a phone adds the object */
            link: string;
            model: string;
            note: string;
            /** @description The operator's own equipment, also while a customer uses it */
            operator_owned: boolean;
            phone: string;
            protocol: string;
            /** @enum {string} */
            state: "in_stock" | "handed_out" | "active" | "returned";
        };
        StockedTracker: {
            /**
             * Format: uuid
             * @description Who has activated it
             */
            account?: string;
            account_name: string;
            /** Format: date-time */
            activated_at?: string;
            /** Format: date-time */
            created_at: string;
            /**
             * Format: uuid
             * @description Who alone may activate it; absent: whoever has the code
             */
            customer?: string;
            customer_name: string;
            /** Format: date-time */
            handed_at?: string;
            /** @description There is an activation code that nobody has used */
            has_code: boolean;
            /** Format: uuid */
            id: string;
            identity: string;
            model: string;
            note: string;
            /** @description The operator's own equipment, also while a customer uses it */
            operator_owned: boolean;
            phone: string;
            protocol: string;
            /** @enum {string} */
            state: "in_stock" | "handed_out" | "active" | "returned";
        };
        Stop: {
            /** Format: date-time */
            from: string;
            /** Format: double */
            lat: number;
            /** Format: double */
            lon: number;
            /** Format: date-time */
            to: string;
        };
        Tokens: {
            /** @description For Authorization: Bearer */
            access_token?: string;
            /**
             * Format: date-time
             * @description When the access token runs out
             */
            expires_at: string;
            /** @description Good once, for the next pair */
            refresh_token?: string;
        };
        Track: {
            items: components["schemas"]["Place"][];
            /** @description Give it as after for the next page; absent on the last */
            next?: string;
            /**
             * Format: date-time
             * @description From when on nothing is shown, because of a block in force
             */
            withheld_from?: string;
        };
        Tracker: {
            has_password: boolean;
            /** Format: uuid */
            id: string;
            /** @description The IMEI, or what else the device calls itself */
            identity: string;
            model: string;
            /** @description The operator's own equipment: its staff may send it commands */
            operator_owned: boolean;
            /** @description Number of its SIM; empty: not told */
            phone: string;
            /** @example teltonika */
            protocol: string;
            /**
             * Format: date-time
             * @description Since when it has stood for the object
             */
            since: string;
            /** @description Zone of a device that does not send UTC; empty: the protocol's own rule */
            time_zone: string;
            /** @description No device of this identity has come yet */
            waiting: boolean;
        };
        TrackerModel: {
            /** @description Sets up a phone app: show it as a QR code. {identity} stands for the tracker's identifier */
            link?: string;
            /** @example FMB920 */
            name: string;
            notes: string[];
            /** @description Texts to send to its SIM, in this order */
            sms: components["schemas"]["SMS"][];
            /** @description Where the app is had */
            stores: string[];
            vendor: string;
        };
        TrackerRequest: {
            /** Format: date-time */
            asked_at: string;
            /** Format: date-time */
            decided_at?: string;
            /** Format: uuid */
            id: string;
            identity: string;
            model: string;
            note: string;
            /**
             * @description Absent while nobody has decided
             * @enum {string}
             */
            outcome?: "granted" | "refused" | "withdrawn";
            protocol: string;
            reason?: string;
        };
        TrackerSpec: {
            /** @description The IMEI, or what else the device calls itself */
            identity: string;
            model?: string;
            /** @description Take the tracker from the object that it is bound to now */
            move?: boolean;
            /** @description What the device must show; empty: nothing is asked for; absent: as it was */
            password?: string;
            /** @description Number of its SIM, with the country code */
            phone?: string;
            /** @example teltonika */
            protocol: string;
            /**
             * Format: date-time
             * @description Since when it stands for the object; absent: now. In the past it lets in what the device has buffered
             */
            since?: string;
            /** @description IANA zone of a device that does not send UTC */
            time_zone?: string;
        };
        Warning: {
            field: string;
            message: string;
            /** @example imei_check_digit */
            reason: string;
        };
        Welcome: {
            email?: string;
            /** Format: date-time */
            expires_at: string;
            name: string;
            /** @description Whom one is asked to join */
            tenant: string;
        };
        Why: {
            /** @description unpaid, by_hand, paused, suspended, ancestor, limit, country: what blocks it; no_tracker, waiting_for_device, not_heard: what is with its tracker */
            cause: string;
            /** @description Of a block: whether what is recorded meanwhile is shown once it is lifted */
            keep_data?: boolean;
            /** @description As whoever blocked it put it */
            reason?: string;
            /** Format: date-time */
            since?: string;
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
    "activate-tracker": {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeated request harmless: the same key with the same request gets the same answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Activation"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Object"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-brand": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Brand"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-customers": {
        parameters: {
            query?: {
                /** @description Where to go on: next of the page before. Empty: from the beginning. */
                after?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description What a name begins with, or an account number */
                q?: string;
                /** @description Absent: both */
                kind?: "reseller" | "account";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemsCustomer"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-customers-objects": {
        parameters: {
            query?: {
                /** @description Where to go on: next of the page before. Empty: from the beginning. */
                after?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description What a name begins with */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemsCustomersObject"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-stock": {
        parameters: {
            query?: {
                /** @description Where to go on: next of the page before. Empty: from the beginning. */
                after?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description Part of an identity, SIM number, model or note */
                q?: string;
                /** @description Absent: all */
                state?: "in_stock" | "handed_out" | "active" | "returned";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemsStockedTracker"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "add-stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewStock"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockedTracker"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "make-stock-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Make-stock-codesRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemsStockLabel"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "import-stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Import-stockRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockImport"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "delete-stock": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                stock: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "change-stock": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                stock: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StockChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockedTracker"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "hand-out-stock": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                stock: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Hand-out-stockRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockedTracker"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "take-back-stock": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                stock: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockedTracker"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-children": {
        parameters: {
            query?: {
                /** @description Where to go on: next of the page before. Empty: from the beginning. */
                after?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description What a name begins with, or an account number */
                q?: string;
                /** @description Absent: both */
                kind?: "reseller" | "account";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemsCustomer"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-customers-trackers": {
        parameters: {
            query?: {
                /** @description Where to go on: next of the page before. Empty: from the beginning. */
                after?: string;
                /** @description How many items at most. */
                limit?: number;
                list?: "waiting" | "requested" | "troubled";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemsCustomersTracker"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-groups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemsGroup"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "create-group": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupName"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Group"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "delete-group": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                group: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "rename-group": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                group: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GroupName"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "read-invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Read-invitationRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Welcome"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "accept-invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Accept-invitationRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemsInvitation"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    invite: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InviteRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationSent"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "revoke-invitation": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                invitation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "resend-invitation": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                invitation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationSent"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemsKey"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "make-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Make-keyRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Key"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "revoke-key": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "watch-live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-objects": {
        parameters: {
            query?: {
                /** @description Where to go on: next of the page before. Empty: from the beginning. */
                after?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description Part of a name, of a tracker's identity or of its phone number */
                q?: string;
                /** @description A group's id, or none for objects without a group */
                group?: string;
                /** @description Any of moving, standing, offline, never, blocked; separated by commas */
                status?: string[] | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemsObject"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "create-object": {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeated request harmless: the same key with the same request gets the same answer. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewObject"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedObject"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-object": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                object: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Object"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "delete-object": {
        parameters: {
            query?: {
                /** @description The object's name */
                confirm?: string;
            };
            header?: never;
            path: {
                object: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "change-object": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                object: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ObjectChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Object"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "block-object": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                object: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Blocking"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Object"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "unblock-object": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                object: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-contact": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                object: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-day": {
        parameters: {
            query?: {
                /** @description Empty: today */
                date?: string;
                /** @description IANA time zone in which a day begins; empty: the account's */
                zone?: string;
            };
            header?: never;
            path: {
                object: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Day"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-tracker-request": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                object: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrackerRequest"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "ask-for-tracker": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                object: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Ask-for-trackerRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrackerRequest"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-track": {
        parameters: {
            query: {
                /** @description Beginning, inclusive */
                from: string;
                /** @description End, exclusive; a year later at most */
                to: string;
                /** @description Thin the track to about so many positions, evenly in time */
                points?: number;
                /** @description Also positions that the device itself does not vouch for */
                all?: boolean;
                /** @description Where to go on: next of the page before */
                after?: string;
                /** @description How many positions at most */
                limit?: number;
            };
            header?: never;
            path: {
                object: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Track"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "bind-tracker": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                object: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TrackerSpec"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedObject"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "unbind-tracker": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                object: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-bindings": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                object: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemsBinding"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-ownership-offer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnershipOffer"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "offer-ownership": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Offer-ownershipRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "end-ownership-offer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "accept-ownership": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Accept-ownershipRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "change-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Change-passwordRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-people": {
        parameters: {
            query?: {
                /** @description Where to go on: next of the page before. Empty: from the beginning. */
                after?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description Part of a login, a name or an address */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemsPerson"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "add-person": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Add-personRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-person": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "remove-person": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "change-person": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Change-personRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "set-first-password": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Set-first-passwordRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-persons-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemsSession"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "end-persons-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "end-persons-session": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
                session: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "search-identity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Search-identityRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemsIdentityClaim"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "release-identity": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                claim: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HandOverBody"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "transfer-identity": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                claim: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HandOverBody"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-tenants": {
        parameters: {
            query?: {
                /** @description Where to go on: next of the page before. Empty: from the beginning. */
                after?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description What a name begins with, or an account number */
                q?: string;
                /** @description Absent: both */
                kind?: "reseller" | "account";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemsNode"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-tracker-requests": {
        parameters: {
            query?: {
                /** @description Where to go on: next of the page before. Empty: from the beginning. */
                after?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description Those that nobody has decided */
                open?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemsQueuedRequest"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "refuse-tracker-request": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                request: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Refuse-tracker-requestRequest"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyUser"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "change-profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Change-profileRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyUser"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-protocols": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemsProtocol"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RolesAnswer"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "make-role": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoleBody"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Role"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "change-role": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                role: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoleBody"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "delete-role": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                role: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "get-session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Sign-inRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "renew-session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Renew-sessionRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemsSession"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "end-other-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "end-session": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "list-states": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["States"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "report-position": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    "report-positions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
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
