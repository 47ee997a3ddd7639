// Made by scripts/generate.mjs from api.json. Do not edit.

export interface paths {
    "/api/acceptances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Documents one is bound by, or has accepted, or that are announced */
        get: operations["list-acceptances"];
        put?: never;
        /** Accept what is in force, and put the notices away */
        post: operations["accept-documents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/acceptances/use": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell that the service is used under what is in force
         * @description The app calls it when it opens: what has come in force since and was not accepted is accepted by use, and shown as new. It refuses nobody.
         */
        post: operations["use-under-documents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/acting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to act, with a token that is good once */
        post: operations["enter-acting"];
        /** Stop acting */
        delete: operations["leave-acting"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/acting/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who acts in the tenant from above now */
        get: operations["list-actings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/acting/sessions/{acting}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Send somebody out who acts in the tenant */
        delete: operations["end-acting"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
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
    "/api/agreed-documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Documents that apply by agreement, instead of public ones */
        get: operations["list-agreed-documents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agreed-documents/{agreed}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A document by agreement with its text */
        get: operations["get-agreed-document"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agreed-documents/{agreed}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The signed file that a document by agreement stands on, for the owner */
        get: operations["get-agreed-document-file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was done, by whom, from where, the newest first */
        get: operations["list-audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Check that nothing in one's own audit was rewritten */
        get: operations["check-audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The audit as CSV, the newest first
         * @description At most 20,000 entries: narrow the time for more.
         */
        get: operations["export-audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own balance, what it is made of, and how long it lasts */
        get: operations["get-billing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/autopay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was agreed to of topping up by a saved card */
        get: operations["get-autopay"];
        put?: never;
        /**
         * Agree that a saved card tops the wallet up by itself
         * @description Where no card is saved, or another one is wanted, the answer names a payment page: the first payment is made there, and saves the card.
         */
        post: operations["agree-autopay"];
        /** Charge the saved card no more, and forget it */
        delete: operations["stop-autopay"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The statement of one's own wallet, the newest first, with the balance after each entry */
        get: operations["list-wallet-entries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/entries/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Entries of one's own wallet as a file for other programs */
        get: operations["export-entries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/entries/{entry}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An entry with what it was for, object by object */
        get: operations["get-wallet-entry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/packages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Packages that were bought, what is left of them and until when */
        get: operations["list-packages-bought"];
        put?: never;
        /** Buy a package, and activate it by that */
        post: operations["buy-package"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/papers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Statements, invoices and receipts of one's own account, the newest first */
        get: operations["list-papers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/papers/{paper}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A paper as it was given out, as PDF */
        get: operations["get-paper"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/slip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How to pay in by bank: purpose line, account number and a code for banking apps, as PDF */
        get: operations["get-slip"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/billing/topups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was paid into one's own wallet, the newest first */
        get: operations["list-topups"];
        put?: never;
        /**
         * Open a payment page for a card
         * @description What was paid there is in the wallet as soon as the card's bank has confirmed it; what was blocked for want of money is then served again.
         */
        post: operations["begin-topup"];
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
    "/api/closing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close one's own account
         * @description Nobody signs in any more, and its trackers are free. For thirty days the provider can bring it back with all it had.
         */
        post: operations["close-account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/applications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who has signed up, or asked to; the newest first */
        get: operations["list-applications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/applications/{application}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One application */
        get: operations["get-application"];
        put?: never;
        post?: never;
        /**
         * Erase who has applied
         * @description Name, login, address and all they told, in the audit too. That somebody applied, and what was decided, stays.
         */
        delete: operations["erase-application"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/applications/{application}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open the account, or the business, that was asked for
         * @description The applicant is told by letter.
         */
        post: operations["approve-application"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/applications/{application}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What is kept of an applicant, as a file
         * @description JSON: what they told, from where, which documents they accepted, and, for whoever may read the audit, what that tells of them. The audit tells that it was read.
         */
        post: operations["export-application"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/applications/{application}/refusal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Turn the applicant down
         * @description The applicant is told why by letter.
         */
        post: operations["refuse-application"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/books": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's books summed up, the main one first */
        get: operations["list-books"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/brand": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The brand as it was published, its draft, and what it inherits */
        get: operations["get-brand-studio"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/brand/derived": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What tokens come to, with the contrast of every colour on its ground */
        get: operations["derive-brand"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/brand/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Keep a draft, in place of the one there was */
        put: operations["save-brand-draft"];
        post?: never;
        /** Throw the draft away */
        delete: operations["discard-brand-draft"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/brand/draft/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a link to the draft, good for a week */
        post: operations["preview-brand-draft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/brand/letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Letters and papers, and whose words each says */
        get: operations["list-brand-letters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/brand/letters/{letter}/lock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have realms below say nothing of their own in a letter, or let them; a part of the draft */
        post: operations["lock-brand-letter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/brand/letters/{letter}/{language}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A text in one language: ours, the one in force, the draft, and what can be named in it */
        get: operations["get-brand-letter"];
        /**
         * Write a text into the draft of the brand
         * @description It is said once the brand is published, and can be brought back with it. What is wrong is told with its place.
         */
        put: operations["save-brand-letter"];
        post?: never;
        /** Take one's own text out of the draft */
        delete: operations["reset-brand-letter"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/brand/letters/{letter}/{language}/draw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a paper would look like with a text, with examples or for a customer of one's own
         * @description Nothing is kept, and it has no number.
         */
        post: operations["draw-brand-paper"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/brand/letters/{letter}/{language}/show": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a text would say, with examples or the name and number of a customer of one's own
         * @description Nothing is kept and nothing is sent. What is wrong with the text is listed with its place; then there is no letter.
         */
        post: operations["show-brand-letter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/brand/letters/{letter}/{language}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a letter in these words to one's own address
         * @description By the way that letters take. At most one in ten seconds.
         */
        post: operations["test-brand-letter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/brand/pictures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a picture; it is decoded and written anew
         * @description PNG, JPEG or WebP, up to 2 MB and 9 million pixels. SVG is not taken.
         */
        post: operations["upload-brand-picture"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/brand/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put the draft in force */
        post: operations["publish-brand"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/brand/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was published, the newest first */
        get: operations["list-brand-versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/brand/versions/{edition}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put what was published before in force again */
        post: operations["restore-brand"];
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
        /** Everybody below, sorted and searched */
        get: operations["list-customers"];
        put?: never;
        /**
         * Open an account or a reseller of one's own
         * @description With its contract, its first owner and, for a reseller, a host. The owner has a login and a first password, or is invited: by a letter, or by a link that is answered once.
         */
        post: operations["open-customer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/customers.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The list of customers as a file of comma-separated values, in UTF-8
         * @description Its last column is what is in their wallets, for who may see money: a sum and its currency, one after the other.
         */
        get: operations["export-customers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/customers/{customer}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of those below */
        get: operations["get-customer"];
        put?: never;
        post?: never;
        /**
         * Close a customer of one's own
         * @description It lies in the trash for thirty days. confirm repeats its name or account number.
         */
        delete: operations["close-customer"];
        options?: never;
        head?: never;
        /** Rename a customer, or change where it is */
        patch: operations["change-customer"];
        trace?: never;
    };
    "/api/console/customers/{customer}/agreement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Prices and limits agreed with a customer, and the limits that follow */
        get: operations["get-agreement"];
        /**
         * Agree on limits and the wholesale plan of a customer
         * @description Nobody is given more than you have yourself. A dearer wholesale plan counts once the notice of the price list is over; the reseller is told.
         */
        put: operations["change-agreement"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/customers/{customer}/agreement/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Documents that apply to a customer by agreement, and what they can stand on */
        get: operations["list-customer-documents"];
        put?: never;
        /**
         * Put a document by agreement in the place of a public one
         * @description The contract has a number and a day, and there is a signed file. No acceptance is asked for; the owner is told by letter.
         */
        post: operations["agree-document"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/customers/{customer}/agreement/documents/{replacement}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The texts of a document by agreement, in all its languages */
        get: operations["get-customer-document-texts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/customers/{customer}/agreement/documents/{replacement}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a document by agreement: the public one applies again
         * @description No sooner than the notice of a new version allows. One that is not in force yet is taken back at once. The owner is told by letter.
         */
        post: operations["end-agreed-document"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/customers/{customer}/agreement/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Signed files of what was agreed with a customer */
        get: operations["list-agreement-files"];
        put?: never;
        /**
         * Keep a signed file, a PDF of 2.5 MB at most
         * @description It stays as it is; another one is put beside it.
         */
        post: operations["put-agreement-file"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/customers/{customer}/agreement/files/{paper}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A signed file itself */
        get: operations["get-agreement-file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/customers/{customer}/agreement/prices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Agree on a price with one customer */
        post: operations["agree-price"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/customers/{customer}/agreement/prices/{price}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End an agreed price: after the notice the price list counts again */
        delete: operations["end-agreed-price"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/customers/{customer}/contract": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change what is agreed with a customer of one's own */
        put: operations["change-contract"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/customers/{customer}/credit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say how far a customer's wallet may fall below zero */
        put: operations["give-credit"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/customers/{customer}/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was booked into a customer's wallet, the newest first, each with the balance after it */
        get: operations["list-customer-entries"];
        put?: never;
        /**
         * Give a bonus, or correct a balance
         * @description What was blocked for want of money and can be paid now is served again at once.
         */
        post: operations["book-by-hand"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/customers/{customer}/entries/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Entries of a customer's wallet as a file for other programs */
        get: operations["export-customer-entries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/customers/{customer}/metered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Days that were metered for a reseller of one's own, the newest first */
        get: operations["list-metered-days"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/customers/{customer}/money": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A customer's wallets, and how long they last */
        get: operations["get-customer-money"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/customers/{customer}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was written down about a customer, the newest first */
        get: operations["list-notes"];
        put?: never;
        /** Write something down about a customer */
        post: operations["add-note"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/customers/{customer}/notes/{note}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a note away */
        delete: operations["remove-note"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/customers/{customer}/objects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Objects of a customer of one's own, how they are and what carries them */
        get: operations["list-objects-of-customer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/customers/{customer}/objects/{object}/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Under which plan an object of a customer is served, and under which it could be */
        get: operations["get-object-plan-of-customer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/customers/{customer}/owner": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a customer without an owner one, or invite one anew */
        post: operations["invite-owner"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/customers/{customer}/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who the people of a customer of one's own are
         * @description That somebody has looked is written down in the audit.
         */
        get: operations["list-people-of-customer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/customers/{customer}/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Under which plan each object of a customer is served */
        get: operations["list-subscriptions-of-customer"];
        put?: never;
        /**
         * Connect, change, pause, resume or stop plans for a customer
         * @description At the customer's expense; both audits tell of it.
         */
        post: operations["change-subscriptions-of-customer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/customers/{customer}/subscriptions/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What connecting, changing, pausing or stopping would come to for a customer */
        post: operations["preview-subscriptions-of-customer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/customers/{customer}/suspension": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Suspend a customer of one's own for conduct, false data or spam
         * @description Its account stays open to it; its data is stored and withheld. The owner is told the reason.
         */
        put: operations["suspend-customer"];
        post?: never;
        /**
         * Lift a suspension
         * @description What was stored meanwhile is shown again, unless another cause is in force.
         */
        delete: operations["lift-suspension"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/customers/{customer}/trace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What one's own people have done about a customer */
        get: operations["list-trace-of-customer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/customers/{customer}/why": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why a customer of one's own is blocked or suspended, each cause and who has decided */
        get: operations["why-customer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/desk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All that the desk has set */
        get: operations["get-desk"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/desk/addresses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Have letters to an address come to the desk, or change what becomes of them */
        put: operations["add-desk-address"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/desk/calendars": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Add a calendar, or change one */
        put: operations["set-desk-calendar"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/desk/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write down what was said by phone */
        post: operations["note-call"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/desk/categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Add a category, or change one */
        put: operations["set-desk-category"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/desk/duties": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say who is on duty, and when */
        put: operations["add-desk-duty"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/desk/looks/{look}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Look at the device of a look that is granted
         * @description Whoever owns the device reads in their audit that it was looked at.
         */
        post: operations["look-at-device"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/desk/macros": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Add an answer that is written once, or change one */
        put: operations["set-desk-macro"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/desk/mailboxes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Mailboxes elsewhere that letters to the desk are fetched from */
        get: operations["list-desk-mailboxes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/desk/mailboxes/{mailbox}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say which mailbox letters to an address of the desk lie in */
        put: operations["set-desk-mailbox"];
        post?: never;
        /** Read a mailbox no more; what lies in it stays */
        delete: operations["remove-desk-mailbox"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/desk/mailboxes/{mailbox}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Look into a mailbox now, and tell what is wrong; nothing is kept, and nothing in it is changed */
        post: operations["check-desk-mailbox"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/desk/page": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change what others read of the desk */
        put: operations["set-desk-page"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/desk/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Add a version of a product, or change one */
        put: operations["set-desk-product"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/desk/promises": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change what the desk promises */
        put: operations["set-desk-promises"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/desk/queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What waits, in the order in which it is answered: critical first, then by its clock */
        get: operations["list-queue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/desk/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the desk's promises were kept, of tickets opened within a span */
        get: operations["report-desk"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/desk/report.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as a file of comma-separated values, in UTF-8 */
        get: operations["export-desk-report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/desk/shared-views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Keep a list for everybody at the desk, change a shared one, or share one's own */
        put: operations["share-desk-view"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/desk/shared-views/{view}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take away a shared list */
        delete: operations["drop-shared-desk-view"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/desk/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Add a team, or change one */
        put: operations["set-desk-team"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/desk/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tickets of the desk, the last changed or the newest first; or what is found by words, the newest first, at most a hundred */
        get: operations["list-desk-tickets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/desk/tickets/{case}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A ticket with all that is said in it */
        get: operations["get-desk-ticket"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Hand a ticket on, or say otherwise what it is
         * @description An id of zeros takes away. What is critical, and what is no more, needs a reason.
         */
        patch: operations["change-ticket"];
        trace?: never;
    };
    "/api/console/desk/tickets/{case}/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answer, in the app and by letter; that closes the ticket */
        post: operations["answer-ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/desk/tickets/{case}/attachments/{attachment}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file of a ticket */
        get: operations["get-desk-attachment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/desk/tickets/{case}/escalation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask the level above, in a new ticket of the owner's: it carries what is sent here, by value */
        post: operations["escalate-ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/desk/tickets/{case}/escalation/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Draft a question to the level above of what is chosen; nothing is sent */
        post: operations["preview-escalation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/desk/tickets/{case}/facts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write down what was told, by phone or in a letter; an empty fact is taken away */
        post: operations["learn-facts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/desk/tickets/{case}/group": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put it into another ticket of the same asker */
        post: operations["group-ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/desk/tickets/{case}/look": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say that one looks at a ticket, and who else does; to be said again within half a minute */
        put: operations["look-at-ticket"];
        post?: never;
        /** Say that one looks at a ticket no more */
        delete: operations["look-away-from-ticket"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/desk/tickets/{case}/messages/{message}/translation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Translate a message for those who work at the desk; once made, it is kept with the message */
        post: operations["translate-message"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/desk/tickets/{case}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write a note for the desk alone */
        post: operations["note-in-ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/desk/tickets/{case}/refusal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leave it without an answer, with a reason on record; nothing is thrown away */
        post: operations["refuse-ticket"];
        /** Undo that it was left without an answer: it stands as it stood */
        delete: operations["unrefuse-ticket"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/desk/tickets/{case}/reopening": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put it into the queue again */
        post: operations["reopen-ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/desk/tickets/{case}/secrets/{secret}/reading": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read a secret; that it was read, and by whom, is written down */
        post: operations["read-secret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/desk/tickets/{case}/split": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a ticket of its own of another question in it */
        post: operations["split-ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/desk/tickets/{case}/translation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Translate what is going to be answered; nothing is kept or sent to whoever asked */
        post: operations["translate-draft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/desk/tickets/{case}/ungrouping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take it out of the ticket it stands in */
        post: operations["ungroup-ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/desk/translator": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The service that texts of the desk are translated by */
        get: operations["get-desk-translator"];
        /** Say which service translates, and by which key */
        put: operations["set-desk-translator"];
        post?: never;
        /** Translate no more; the key is gone, translations that were made stay */
        delete: operations["remove-desk-translator"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/desk/translator/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask the service how much of its quota is used; nothing is kept, and nothing is translated */
        post: operations["check-desk-translator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/desk/view-order": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Put the lists into an order of one's own */
        put: operations["order-desk-views"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/desk/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The lists that the caller has at the desk, their own and the shared ones, in their order */
        get: operations["list-desk-views"];
        /** Keep a list of one's own, or change one */
        put: operations["keep-desk-view"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/desk/views/{view}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take away a list of one's own */
        delete: operations["drop-desk-view"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/desk/webhook": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change which address is called for a critical error; an empty one is not */
        put: operations["set-desk-webhook"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/desk/{shelf}/{item}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take away an address, a macro, a product, a time on duty, or a team or a calendar that nothing stands on any more */
        delete: operations["remove-from-desk"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/document-acceptances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who has accepted the brand's documents, when and from where; the latest first */
        get: operations["list-document-acceptances"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/document-acceptances/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as a file; that it was made stands in the audit */
        get: operations["export-document-acceptances"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/document-preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Texts as they would be posted, with the brand's own particulars */
        post: operations["preview-document"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/document-starters/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A starter text in all languages, and what its places are filled with */
        get: operations["get-document-starter"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Documents of the brand with all their versions */
        get: operations["list-document-histories"];
        put?: never;
        /**
         * Post a new version
         * @description It is shown as announced at once, owners of accounts are told by letter, and it takes the place of the present one on its date.
         */
        post: operations["post-document"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/documents/{document}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The texts of a version, in all its languages */
        get: operations["get-document-texts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/documents/{document}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a version says otherwise than the one before */
        get: operations["get-document-changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/documents/{document}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take an announced version back
         * @description Until its date. Whoever was written to is told.
         */
        post: operations["withdraw-document"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/domains": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the brand answers on, or asks to, the primary one first */
        get: operations["list-domains"];
        put?: never;
        /** Ask for a name; its records decide */
        post: operations["ask-for-domain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/domains/{domain}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One domain, and what is wrong with it */
        get: operations["get-domain"];
        put?: never;
        post?: never;
        /** Give a domain up */
        delete: operations["remove-domain"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/domains/{domain}/certificate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Bring a certificate of one's own; its key is never shown again */
        put: operations["bring-domain-certificate"];
        post?: never;
        /** Go back to certificates that are renewed by themselves */
        delete: operations["drop-domain-certificate"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/domains/{domain}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Look at its records now */
        post: operations["check-domain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/domains/{domain}/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many people's passkeys are bound to a domain
         * @description They are worth nothing on any other: whoever changes or removes it should know.
         */
        get: operations["count-domain-passkeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/domains/{domain}/passkeys/letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write to those whose passkeys are bound to a domain, before it is changed
         * @description Each is told once what ends and how they get in. Whoever is not told before is told when the domain is changed.
         */
        post: operations["tell-domain-passkeys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/domains/{domain}/primary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let letters and links lead there */
        post: operations["make-domain-primary"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/domains/{domain}/redirect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Send browsers on to the primary one, or not */
        put: operations["redirect-domain"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/dormant": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Accounts where nobody was for 24 months and that have no money, at most 200, those away for longest first */
        get: operations["list-dormant-accounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/dormant/{customer}/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remove a dormant account thirty days after it was warned
         * @description It lies in the trash for another thirty days.
         */
        post: operations["remove-dormant-account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/dormant/{customer}/warn": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write to its owner that a dormant account will be removed */
        post: operations["warn-dormant-account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Access that the provider was granted to one's own customers, the newest first */
        get: operations["list-grants"];
        put?: never;
        /** Let the provider act in one's own customers for a time */
        post: operations["grant-access"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/grants/{grant}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take the access back, at once */
        delete: operations["revoke-grant"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/import-fields": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What columns can mean */
        get: operations["list-import-fields"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Imports, the newest first */
        get: operations["list-imports"];
        put?: never;
        /**
         * Read a file that brings customers
         * @description CSV (UTF-8, UTF-16, Windows-1251; commas, semicolons, tabs) or XLSX, up to 16 MB and 50,000 lines. Nothing is brought yet.
         */
        post: operations["upload-import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/imports/{import}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One import, how far it is and what came of it */
        get: operations["get-import"];
        put?: never;
        post?: never;
        /** Forget a file that was not brought */
        delete: operations["discard-import"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/imports/{import}/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say what the columns mean, and try the import out
         * @description What each line would do is in its lines afterwards; nothing else stays. What the columns mean is remembered.
         */
        post: operations["check-import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/imports/{import}/left": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What undoing has left, and why */
        get: operations["list-import-left"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/imports/{import}/lines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lines of an import, and what became of each */
        get: operations["list-import-lines"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/imports/{import}/passwords": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * First passwords of whoever was added, once
         * @description Each must be changed at the first sign-in. Afterwards nobody can tell them any more.
         */
        post: operations["take-import-passwords"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/imports/{import}/result": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The file again, with what became of each line */
        get: operations["get-import-result"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/imports/{import}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring what was tried out
         * @description Goes on whatever becomes of the connection or the process. Lines that are wrong are left out.
         */
        post: operations["start-import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/imports/{import}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take back what an import has created
         * @description Within thirty days. What the import has changed gets back what it was. What somebody has touched since is left, and told.
         */
        post: operations["undo-import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/mail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the brand's letters come from, and what is wrong with it */
        get: operations["get-mail-sender"];
        /** Say where letters come from */
        put: operations["change-mail-sender"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/mail/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Look at the records of its domain now */
        post: operations["check-mail-sender"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/mail/suppressions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Addresses that letters do not go to, the newest first */
        get: operations["list-mail-suppressions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/mail/suppressions/{suppression}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Let letters go to an address again */
        delete: operations["lift-mail-suppression"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/mail/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a letter to your own address at once, and tell what the server says */
        post: operations["test-mail-sender"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/maintenance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Maintenance that was announced, the latest first */
        get: operations["list-maintenance"];
        put?: never;
        /**
         * Announce maintenance to everybody below
         * @description Whoever is below reads it in their own brand's name and in their language; owners are written to.
         */
        post: operations["announce-maintenance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/maintenance/{maintenance}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take an announcement back; whoever was written to is told */
        delete: operations["cancel-maintenance"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/margin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was earned beside what it has cost, month by month */
        get: operations["get-margin"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/margin.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as a file of comma-separated values, in UTF-8 */
        get: operations["export-margin"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/margin.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as a workbook */
        get: operations["export-margin-sheet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/margin/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The entries that a figure of the margin is made of, the newest first */
        get: operations["list-margin-entries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/margin/figure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a figure of the margin comes to, and by which customers */
        get: operations["get-margin-figure"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/moves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hang a tenant below another, both below oneself
         * @description With all below it, under a new account number. Plans end and give back what they give back; what is left in the wallet is paid out as said. Refused where logins of its people are taken in the new brand, each is told, and while money is between it and the provider that it leaves.
         */
        post: operations["move-customer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/moves/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a move would come to; nothing is done */
        post: operations["preview-move"];
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
    "/api/console/opening": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a new customer can be opened with */
        get: operations["get-opening"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/papers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What customers were given in writing, the newest first */
        get: operations["list-issued-papers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/papers/{paper}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A paper as a customer was given it, as PDF */
        get: operations["get-issued-paper"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/papers/{paper}/credit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give back a part of an invoice, or all of it, with a credit note
         * @description The sum is in the customer's wallet at once. The invoice stays as it was given out.
         */
        post: operations["credit-invoice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/partner-sign-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How resellers come by themselves */
        get: operations["get-partner-settings"];
        /** Change how resellers come by themselves */
        put: operations["change-partner-settings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What customers have paid, the newest first */
        get: operations["list-payments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/payments/cash": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Book money that a customer has handed over */
        post: operations["take-cash"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/payments/statements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a bank's statement in, or look what it would do
         * @description 1C ClientBankExchange or camt.053, as the bank gave it. All of the file or nothing; entries of another file are passed over.
         */
        post: operations["import-statement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/payments/stripe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether cards are taken */
        get: operations["get-stripe"];
        /**
         * Take cards with a secret key of one's own at Stripe
         * @description The key is tried first, kept sealed, and told to nobody again.
         */
        put: operations["connect-stripe"];
        post?: never;
        /** Take no more cards */
        delete: operations["disconnect-stripe"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/payments/takebacks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Entries of bank files that may take an earlier payment back, the oldest first */
        get: operations["list-takebacks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/payments/takebacks/{takeback}/keep": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that an entry takes no payment back */
        post: operations["keep-receipt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/payments/takebacks/{takeback}/reverse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reverse the payment that the bank has taken back
         * @description It is taken out of the customer's wallet, below zero if need be: the money is gone.
         */
        post: operations["reverse-receipt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/payments/unidentified": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Payments of which nobody knows whose they are, the oldest first */
        get: operations["list-unidentified"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/payments/unidentified/{receipt}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say whose a payment is */
        post: operations["assign-payment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/payments/unidentified/{receipt}/own": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that a payment is no customer's
         * @description What the processor of cards pays out leaves what it holds; anything else is a correction of one's own book.
         */
        post: operations["own-payment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/payments/unidentified/{receipt}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Note that a payment was sent back to where it came from */
        post: operations["return-payment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/payments/{payment}/refund": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a payment by card back to that card, or a part of it
         * @description It is taken out of the customer's wallet, which must hold it: what is spent is not given back.
         */
        post: operations["refund-payment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/payouts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was left in wallets and is sent to bank accounts, the newest first */
        get: operations["list-payouts"];
        put?: never;
        /**
         * Take what is left out of a customer's wallet, less a commission
         * @description What is owed already is debited first. From then on the money is owed to the customer, until it is noted as sent.
         */
        post: operations["begin-payout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/payouts/asked": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What customers that have left still have, and where they want it */
        get: operations["list-payout-requests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/payouts/{payout}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take back a payout that was not sent
         * @description What was taken out of the wallet is in it again, the commission with it.
         */
        post: operations["cancel-payout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/payouts/{payout}/returned": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Note that the bank has sent a payout back
         * @description The money is at the bank again, and in the wallet, the commission with it.
         */
        post: operations["note-payout-returned"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/payouts/{payout}/sent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Note that the money has left the bank */
        post: operations["note-payout-sent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/prices/packages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Packages of the price list, with all their versions */
        get: operations["list-packages"];
        put?: never;
        /** Add a package to the price list */
        post: operations["create-package"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/prices/packages/{package}": {
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
        /** Rename a package, say to whom it is sold, archive it */
        patch: operations["change-package"];
        trace?: never;
    };
    "/api/console/prices/packages/{package}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post the next version of a package
         * @description In force no sooner than ten days after posting (twenty for wholesale plans). Whoever has it is told at once.
         */
        post: operations["publish-package"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/prices/packages/{package}/versions/{release}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take back a version of a package that is not in force yet */
        delete: operations["withdraw-package"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/prices/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Plans of the price list, with all their versions */
        get: operations["list-plans"];
        put?: never;
        /** Add a plan to the price list; its first version is in force at once */
        post: operations["create-plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/prices/plans/{plan}": {
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
        /**
         * Rename a plan, say to whom it is sold, archive it
         * @description Price, limits and terms change by a new version.
         */
        patch: operations["change-plan"];
        trace?: never;
    };
    "/api/console/prices/plans/{plan}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post the next version of a plan
         * @description In force no sooner than ten days after posting (twenty for wholesale plans). Whoever has it is told at once.
         */
        post: operations["publish-plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/prices/plans/{plan}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take back a version that is not in force yet */
        delete: operations["withdraw-plan"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/provider": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who stands above, and what is agreed with them */
        get: operations["get-provider"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/provider/agreed-documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Documents that apply by agreement, instead of public ones */
        get: operations["list-provider-agreed-documents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/provider/agreed-documents/{agreed}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A document by agreement with its text */
        get: operations["get-provider-agreed-document"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/provider/agreed-documents/{agreed}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The signed file that a document by agreement stands on, for the owner */
        get: operations["get-provider-agreed-document-file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/provider/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Documents of the level above: in force, announced, and accepted before */
        get: operations["list-provider-documents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/provider/documents/acceptance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept, as the owner, what of the level above is in force */
        post: operations["accept-provider-documents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/provider/documents/{document}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A document of the level above, and what it changes */
        get: operations["get-provider-document"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/provider/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was booked between oneself and the level above, the newest first */
        get: operations["list-owed-entries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/provider/entries/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Entries of one's own wallet with the provider as a file for other programs */
        get: operations["export-provider-entries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/provider/metered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Days that were metered, the newest first */
        get: operations["list-owed-days"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/provider/money": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What one owes the level above, by which plan, and where one stands */
        get: operations["get-owed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/provider/papers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What one's provider has given one in writing, the newest first */
        get: operations["list-provider-papers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/provider/papers/{paper}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A paper of one's provider as it was given out, as PDF */
        get: operations["get-provider-paper"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/provider/slip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How to pay one's provider by bank, as PDF */
        get: operations["get-provider-slip"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/provider/support": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The desk: how it is reached, what it helps with, what is known of oneself */
        get: operations["provider-desk-page"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/provider/support/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Questions one may see, the last changed first */
        get: operations["provider-list-tickets"];
        put?: never;
        /** Ask a question */
        post: operations["provider-ask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/provider/support/tickets/{ticket}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A question with what was said */
        get: operations["provider-get-ticket"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/provider/support/tickets/{ticket}/attachments/{attachment}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file of a question */
        get: operations["provider-get-attachment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/provider/support/tickets/{ticket}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that it is settled */
        post: operations["provider-confirm-ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/provider/support/tickets/{ticket}/facts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tell what is missing, or put right what was told; an empty fact is taken away */
        post: operations["provider-tell-facts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/provider/support/tickets/{ticket}/looks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Looks that were handed on in a question to the level above and are in force */
        get: operations["list-handed-looks"];
        put?: never;
        /** Let the desk above look at a device one was let look at, where that is allowed */
        post: operations["hand-look-on"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/provider/support/tickets/{ticket}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go on in a question: it goes to the end of the queue */
        post: operations["provider-reply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/provider/support/tickets/{ticket}/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let somebody else of one's own see it, or no more */
        post: operations["provider-name-in-ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/provider/support/tickets/{ticket}/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand over a password or a key; it is written once and expires */
        post: operations["provider-give-secret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/provider/support/tickets/{ticket}/secrets/{secret}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a secret back */
        delete: operations["provider-end-secret"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/provider/support/tickets/{ticket}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Settle a question that nobody has answered yet: it leaves the queue */
        post: operations["provider-withdraw"];
        /** Open a question again that was withdrawn: it stands where it stood */
        delete: operations["provider-unwithdraw"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/questions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Questions of those who are no customers yet; the newest first */
        get: operations["list-questions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/questions/{question}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Erase who has asked, and what */
        delete: operations["erase-question"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/questions/{question}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What is kept of somebody who has asked, as a file
         * @description JSON. The audit tells that it was read.
         */
        post: operations["export-question"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/questions/{question}/settled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark a question as answered */
        post: operations["settle-question"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The realm's name, language, time zone and support contact */
        get: operations["get-realm-settings"];
        /** Change them */
        put: operations["change-realm-settings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/sign-in-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who needs a second factor */
        get: operations["get-sign-in-rules"];
        /**
         * Say who needs a second factor
         * @description Whoever it meets sets one up before anything else, from the day it begins. Keys for programs go on.
         */
        put: operations["change-sign-in-rules"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/sign-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How strangers become customers */
        get: operations["get-sign-up-settings"];
        /** Change how strangers become customers */
        put: operations["change-sign-up-settings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far the business has come: what is done, and what is left to do */
        get: operations["get-start"];
        /**
         * Put steps off, or the whole way away
         * @description A step is done when the facts say so; only what is not needed, or not yet, is said here.
         */
        put: operations["change-start"];
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
    "/api/console/stolen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reports of stolen logins, the last first */
        get: operations["list-stolen"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/stolen/{report}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One report, and what was checked */
        get: operations["get-stolen"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/stolen/{report}/block": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Block the login at once
         * @description Ends all its sessions and keys; its password and links fit no more. One thing must have been checked.
         */
        post: operations["block-stolen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/stolen/{report}/checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Note that something was checked, or was not after all */
        post: operations["tick-stolen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/stolen/{report}/facts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What is known of the login, to compare
         * @description The audit of the account tells that it was looked up.
         */
        post: operations["look-up-stolen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/stolen/{report}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Settle a report without giving the login back
         * @description Opens a login again that was blocked for it.
         */
        post: operations["refuse-stolen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/stolen/{report}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give the login back
         * @description A letter with a link to a new password goes to its address. Two things must have been checked.
         */
        post: operations["restore-stolen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/tenants/{tenant}/act-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask to act in a customer
         * @description A customer of one's own by right; one of a partner's with a grant in force from each owner between. It is told in both audits.
         */
        post: operations["act-in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/today": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The figures of today, and what waits */
        get: operations["get-today"];
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
    "/api/console/transactions/{transaction}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One transaction of one's book, with all that it is made of */
        get: operations["get-transaction"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/transactions/{transaction}/reversal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write the opposite of a transaction
         * @description Once each. Money that came in goes back by a refund instead.
         */
        post: operations["reverse-transaction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/trash": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Closed customers, which can be restored for thirty days */
        get: operations["list-closed-customers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/trash/{customer}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a customer out of the trash, with all it had */
        post: operations["restore-customer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/wallets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Customers' money, sorted and searched */
        get: operations["list-wallets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/wholesale": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What resellers of one's own owe, and where they stand */
        get: operations["list-wholesale"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/console/wholesale/ladder": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** After how many days of debt each step comes */
        get: operations["get-ladder"];
        /**
         * Say it anew
         * @description A reseller climbs one step at a time, so that each has its notice; whoever pays comes down at once.
         */
        put: operations["change-ladder"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Documents in force, and announced */
        get: operations["list-documents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/documents/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A document with its text */
        get: operations["get-document"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/documents/{kind}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a version of a document says otherwise than the one before */
        get: operations["get-changes-of-document"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/documents/{kind}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A document as a file of plain text
         * @description Takes version and locale as get-document does.
         */
        get: operations["download-document"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How one's own e-mail address stands */
        get: operations["get-email"];
        /**
         * Ask for another e-mail address of one's own
         * @description It takes effect when the new address has confirmed. The old one is told, and can take it back for fourteen days.
         */
        put: operations["change-email"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/email/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm one's new e-mail address by a link
         * @description It takes the place of the present one, which is told.
         */
        post: operations["confirm-email"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/email/pending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take back a change that has not been confirmed */
        delete: operations["cancel-email"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/email/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take back a change of one's e-mail address by a link
         * @description Restores the address before, ends all sessions and keys, and lets the password fit no more.
         */
        post: operations["undo-email"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/entity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The legal entity that papers name */
        get: operations["get-entity"];
        /**
         * Say who one is before the law, and where one is paid
         * @description What was given out before stays as it was.
         */
        put: operations["change-entity"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/factors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What one signs in with besides the password */
        get: operations["get-factors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/factors/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make new recovery codes; those before are void */
        post: operations["renew-recovery-codes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/factors/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set an authenticator app up; it counts once a code of it is confirmed */
        post: operations["begin-totp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/factors/totp/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show the first code of the authenticator app */
        post: operations["confirm-totp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/factors/totp/removal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take the authenticator app away */
        post: operations["remove-totp"];
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
    "/api/help": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where help is found */
        get: operations["get-help"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
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
    "/api/limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own limits, and where each comes from */
        get: operations["get-limits"];
        put?: never;
        post?: never;
        delete?: never;
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
    "/api/maintenance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Maintenance within the next fourteen days */
        get: operations["list-coming-maintenance"];
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
    "/api/objects/block": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Block objects by hand
         * @description Those that are blocked by hand already stay as they are.
         */
        post: operations["block-objects"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/objects/delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Delete objects with their history
         * @description Frees their trackers. If one was ever heard, confirm repeats how many they are: nothing of them comes back.
         */
        post: operations["delete-objects"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/objects/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Objects as a table
         * @description CSV in UTF-8, in the columns that an import reads.
         */
        post: operations["export-objects"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/objects/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put objects into a group
         * @description null takes them out of theirs.
         */
        post: operations["move-objects"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/objects/unblock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lift the blocks by hand of objects
         * @description Other causes stay.
         */
        post: operations["unblock-objects"];
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
         * Put an object into the trash, with its history
         * @description Frees its tracker. One that was ever heard goes only if confirm repeats its name. It can be restored for thirty days.
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
    "/api/objects/{object}/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Under which plan an object is served, and under which it could be */
        get: operations["get-object-plan"];
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
    "/api/objects/{object}/why": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why an object is blocked, each cause and who has decided */
        get: operations["why-object"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/offer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The price list for one's own account: plans and packages, with what was announced */
        get: operations["get-offer"];
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
    "/api/partners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How one has a business of one's own here */
        get: operations["get-partner-page"];
        put?: never;
        /**
         * Ask for a business of one's own
         * @description A letter with a link goes to the address; nothing is opened before that was followed. Too many from one address have to wait: see Retry-After.
         */
        post: operations["ask-for-business"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/partners/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm the address by the link of the letter; the business opens, or waits for a decision */
        post: operations["confirm-business"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/partners/host": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether a host can be had */
        get: operations["look-up-partner-host"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keep a passkey that the browser has made */
        post: operations["add-passkey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/passkeys/challenge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask one's browser for a new passkey of this host */
        post: operations["begin-passkey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/passkeys/{passkey}": {
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
        /** Give a passkey another name */
        patch: operations["rename-passkey"];
        trace?: never;
    };
    "/api/passkeys/{passkey}/removal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a passkey away */
        post: operations["remove-passkey"];
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
    "/api/people/{person}/erasure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take somebody out and erase what is known of them
         * @description As removing does, and what the audit tells of them goes too; its chain stays whole. This cannot be taken back.
         */
        post: operations["erase-person"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{person}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What is kept of somebody, as a file
         * @description JSON: the person, where they are signed in, their keys, and, for whoever may read the audit, what that tells of them.
         */
        post: operations["export-person"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{person}/factors": {
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
         * Take somebody's second factors away
         * @description For who has lost them all. Their sessions end, and they are told by letter.
         */
        delete: operations["reset-persons-factors"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{person}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Somebody's keys for programs */
        get: operations["list-persons-keys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{person}/keys/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a key of somebody */
        delete: operations["revoke-persons-key"];
        options?: never;
        head?: never;
        patch?: never;
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
    "/api/platform/audit/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Check that nothing in any tenant's audit was rewritten */
        get: operations["check-all-audits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/platform/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the installation is doing */
        get: operations["get-health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/platform/hosts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All that the installation answers on, or is asked to, by name */
        get: operations["list-hosts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/platform/hosts/{domain}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a host from whoever has it; who else has proved it gets it */
        post: operations["release-host"];
        delete?: never;
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
    "/api/platform/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Jobs, and messages that wait or were given up */
        get: operations["get-background-work"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/platform/messages/{topic}/again": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try once more what was given up of a topic */
        post: operations["try-messages-again"];
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
        /** All tenants of the installation by name, or the children of one */
        get: operations["list-tenants"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/platform/tenants/{tenant}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One tenant of the installation */
        get: operations["get-tenant"];
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
    "/api/profile/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All that is kept of oneself */
        get: operations["export-profile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
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
    "/api/recipients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Addresses outside that notices go to, at most a few */
        get: operations["list-recipients"];
        put?: never;
        /** Have notices sent to an address, which is asked first */
        post: operations["add-recipient"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recipients/{recipient}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Choose which notices an address gets */
        put: operations["change-recipient"];
        post?: never;
        /** Send no notices to an address any more */
        delete: operations["remove-recipient"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/recipients/{recipient}/ask": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send the letter that asks once more */
        post: operations["ask-recipient"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a link to a new password
         * @description A letter goes to the login's address, if there is such a login and it has one; the answer is the same. Too many requests have to wait: see Retry-After.
         */
        post: operations["ask-reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reset/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Whose password a link is good for */
        post: operations["read-reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reset/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Choose a new password by a link
         * @description The link is good once. Ends all sessions of the user.
         */
        post: operations["reset-password"];
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
         * @description The session is good on this host only. Where the user has a second factor there is none yet: go on with second. Too many wrong passwords have to wait: see Retry-After.
         */
        post: operations["sign-in"];
        /** Sign out */
        delete: operations["sign-out"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with a passkey alone
         * @description The device has asked for a finger, a face or a code: it stands for both factors.
         */
        post: operations["sign-in-passkey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/passkey/challenge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask the browser for any passkey of this host
         * @description Nobody is named, and nobody is told of.
         */
        post: operations["ask-passkey"];
        delete?: never;
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
    "/api/session/second": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The second step of signing in
         * @description Give one of code, recovery_code or credential. Too many wrong ones have to wait: see Retry-After.
         */
        post: operations["sign-in-second"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/second/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for a passkey as the second step */
        post: operations["ask-second-passkey"];
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
    "/api/sign-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How one becomes a customer here */
        get: operations["get-sign-up"];
        put?: never;
        /**
         * Become a customer: at once, or as an application
         * @description Opens an account with its owner and signs them in, or, where the realm decides first, leaves an application. Whether a login or an address can be had is told on submission only; too many from one address have to wait: see Retry-After.
         */
        post: operations["sign-up"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-up/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether one's own address is confirmed */
        get: operations["get-my-address"];
        put?: never;
        /** Confirm an address by the link of a letter */
        post: operations["confirm-sign-up"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-up/confirmation/letter": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have the letter sent again */
        post: operations["resend-confirmation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-up/questions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask something before becoming a customer */
        post: operations["ask-before-sign-up"];
        delete?: never;
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
    "/api/stolen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report that one's login was stolen
         * @description The staff identifies who it is and blocks the login. The answer is the same whether there is such a login or not.
         */
        post: operations["report-stolen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Under which plan each object is served, until when it is paid, and what comes next */
        get: operations["list-subscriptions"];
        put?: never;
        /**
         * Connect objects to a plan, change it, pause, resume or stop
         * @description Each object wholly or not at all: what cannot be done of one does not stop the others. The terms of the version named are accepted by that.
         */
        post: operations["change-subscriptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subscriptions/choices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The plans that a new object can be put on, with what is missing of the money */
        get: operations["list-plan-choices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/subscriptions/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What connecting, changing, pausing or stopping would come to now
         * @description What would be debited, what would be given back, and what would refuse it, object by object. Nothing is done.
         */
        post: operations["preview-subscriptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/support": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The desk: how it is reached, what it helps with, what is known of oneself */
        get: operations["desk-page"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/support/looks/{look}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a look at a device */
        delete: operations["revoke-look"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/support/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Questions one may see, the last changed first */
        get: operations["list-tickets"];
        put?: never;
        /** Ask a question */
        post: operations["ask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/support/tickets/{ticket}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A question with what was said */
        get: operations["get-ticket"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/support/tickets/{ticket}/attachments/{attachment}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file of a question */
        get: operations["get-attachment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/support/tickets/{ticket}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that it is settled */
        post: operations["confirm-ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/support/tickets/{ticket}/facts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tell what is missing, or put right what was told; an empty fact is taken away */
        post: operations["tell-facts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/support/tickets/{ticket}/looks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Looks at one's own devices that are given in a question and in force */
        get: operations["list-looks"];
        put?: never;
        /** Let the desk look at one device for a time; it cannot command it */
        post: operations["grant-look"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/support/tickets/{ticket}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go on in a question: it goes to the end of the queue */
        post: operations["reply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/support/tickets/{ticket}/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let somebody else of one's own see it, or no more */
        post: operations["name-in-ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/support/tickets/{ticket}/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand over a password or a key; it is written once and expires */
        post: operations["give-secret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/support/tickets/{ticket}/secrets/{secret}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a secret back */
        delete: operations["end-secret"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/support/tickets/{ticket}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Settle a question that nobody has answered yet: it leaves the queue */
        post: operations["withdraw"];
        /** Open a question again that was withdrawn: it stands where it stood */
        delete: operations["unwithdraw"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trash": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Deleted objects, which can be restored for thirty days */
        get: operations["list-trash"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trash/{object}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take an object out of the trash, with its history */
        post: operations["restore-object"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhook-calls/{call}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was sent, and what was answered */
        get: operations["get-webhook-call"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhook-calls/{call}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tell a message again */
        post: operations["replay-webhook-call"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Addresses that are told what happens here */
        get: operations["list-webhooks"];
        put?: never;
        /** Add an address; its secret is told this once */
        post: operations["add-webhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/{webhook}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change an address, switch it off or on again */
        put: operations["change-webhook"];
        post?: never;
        /** Take an address away */
        delete: operations["remove-webhook"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/{webhook}/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an address is told; the newest first */
        get: operations["list-webhook-calls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/{webhook}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hear events by their names, in place of actions of the audit */
        post: operations["hear-webhook-events"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/{webhook}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tell again what was told, or was not, in a span of time */
        post: operations["replay-webhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/{webhook}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make another secret; the one before signs beside it for a day */
        post: operations["rotate-webhook-secret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/{webhook}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have a message of no meaning sent */
        post: operations["test-webhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/why": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why one's own account is suspended */
        get: operations["why-self"];
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
export interface webhooks {
    "agreement.ended": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A document by agreement has an end
         * @description Topic: documents. Told to: provider and customer.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "agreement.signed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A document by agreement was posted, with the paper that both have signed
         * @description Topic: documents. Told to: provider and customer.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "agreement.withdrawn": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A document by agreement was taken back before its date
         * @description Topic: documents. Told to: provider and customer.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "autopay.agreed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Automatic payments are agreed to, or their card is saved
         * @description Topic: money. Told to: provider and customer.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "autopay.capped": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The month's most is reached, so nothing more is taken by itself
         * @description Topic: money. Told to: provider and customer.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "autopay.stopped": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Automatic payments have stopped, because they failed
         * @description Topic: money. Told to: provider and customer.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "credit_note.issued": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A credit note was issued
         * @description Topic: money. Told to: provider and customer.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "debt.stage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A reseller in debt has come to another stage
         * @description Topic: money. Told to: provider and customer.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "invoice.issued": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * An invoice was issued
         * @description Topic: money. Told to: provider and customer.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "package.bought": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A package was bought
         * @description Topic: subscriptions. Told to: provider and customer.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "package.expired": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A package is over
         * @description Topic: subscriptions. Told to: provider and customer.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "package.used_up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Nothing is left in a package
         * @description Topic: subscriptions. Told to: provider and customer.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payment.failed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * An automatic payment was refused
         * @description Topic: money. Told to: provider and customer.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payment.received": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Money came in by card, bank or cash, and is in the wallet
         * @description Topic: money. Told to: provider and customer.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payment.restored": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What went back has come again: a refund that failed, or a dispute that was won
         * @description Topic: money. Told to: provider and customer.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payment.returned": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A payment, or a part of it, went back: a refund or a dispute
         * @description Topic: money. Told to: provider and customer.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payment.unidentified": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Money came in by bank, and nobody knows for whom
         * @description Topic: money. Told to: provider.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payout.begun": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What was left in the wallet is on its way out
         * @description Topic: money. Told to: provider and customer.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "payout.sent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What was paid out has left
         * @description Topic: money. Told to: provider and customer.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "price.announced": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A price will change
         * @description Topic: money. Told to: customer.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "receipt.issued": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A receipt was issued
         * @description Topic: money. Told to: provider and customer.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "service.blocked": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Objects are blocked, because the money was short
         * @description Topic: money. Told to: provider and customer.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "service.restored": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Objects are served again
         * @description Topic: money. Told to: provider and customer.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "statement.issued": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A statement of account was issued
         * @description Topic: money. Told to: provider and customer.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "subscription.activated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A plan was connected to objects that had none
         * @description Topic: subscriptions. Told to: provider and customer.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "subscription.changed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Another plan took the place of the one before
         * @description Topic: subscriptions. Told to: provider and customer.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "subscription.charged": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A period of some objects was debited, at activation or renewal
         * @description Topic: money. Told to: provider and customer.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "subscription.ended": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A plan has ended, and none took its place
         * @description Topic: subscriptions. Told to: provider and customer.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "subscription.kept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A plan that was to end goes on
         * @description Topic: subscriptions. Told to: provider and customer.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "subscription.paused": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A plan was paused
         * @description Topic: subscriptions. Told to: provider and customer.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "subscription.resumed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A paused plan goes on
         * @description Topic: subscriptions. Told to: provider and customer.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "subscription.stopping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A plan ends when what is paid for is over
         * @description Topic: subscriptions. Told to: provider and customer.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "ticket.answered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The desk has answered
         * @description Topic: tickets. Told to: provider and customer.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "ticket.answered_above": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The level above has answered, in a note
         * @description Topic: tickets. Told to: provider.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "ticket.confirmed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Whoever asked says that the question is settled
         * @description Topic: tickets. Told to: provider and customer.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "ticket.due": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * An answer is promised soon
         * @description Topic: tickets. Told to: provider.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "ticket.escalated": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The owner has asked the level above
         * @description Topic: tickets. Told to: provider.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "ticket.late": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * An answer was promised and has not come
         * @description Topic: tickets. Told to: provider.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "ticket.opened": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Somebody has asked, in the app, by letter, by phone or by escalation, or another question was split off
         * @description Topic: tickets. Told to: provider and customer.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "ticket.overdue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The last deadline has passed without an answer
         * @description Topic: tickets. Told to: provider.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "ticket.refused": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The desk leaves the ticket without an answer
         * @description Topic: tickets. Told to: provider and customer.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "ticket.reopened": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The desk has put the ticket into its queue again
         * @description Topic: tickets. Told to: provider and customer.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "ticket.replied": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Whoever asked has written again
         * @description Topic: tickets. Told to: provider and customer.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "wallet.adjusted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A bonus, a correction or a reversal was booked
         * @description Topic: money. Told to: provider and customer.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "wallet.low": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The money will not last for the week to come
         * @description Topic: money. Told to: provider and customer.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WebhookMessage"];
                };
            };
            responses: {
                /** @description It is taken; anything else is tried again later */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        Above: {
            /** Format: uuid */
            id: string;
            name: string;
        };
        "Accept-invitationRequest": {
            /** @enum {string} */
            locale?: "" | "en" | "ru" | "es" | "pt" | "fr";
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
        AcceptedAgreement: {
            /**
             * Format: date-time
             * @description From when the public document applies again
             */
            ends_at?: string;
            /** @description Name of the signed file */
            file: string;
            /** @description SHA-256 of the signed file */
            file_fingerprint: string;
            number: string;
            /** Format: date */
            on: string;
        };
        AccessGrant: {
            /** Format: date-time */
            ends_at: string;
            given_by: string;
            /** Format: uuid */
            id: string;
            reason: string;
            /** Format: date-time */
            revoked_at?: string;
            /** Format: date-time */
            starts_at: string;
        };
        "Act-inRequest": {
            /** @description Page to come back to */
            back?: string;
            /** Format: int64 */
            minutes: number;
            /** @description 3 to 500 letters; the customer reads it */
            reason: string;
        };
        Acting: {
            /** @description Somebody of the brand; absent: its technical service */
            by?: string;
            /** Format: date-time */
            entered_at: string;
            /** Format: date-time */
            expires_at: string;
            /** Format: uuid */
            id: string;
            reason: string;
        };
        ActingTokens: {
            /** @description For Authorization: Bearer */
            access_token?: string;
            /**
             * Format: date-time
             * @description When acting ends; it is not renewed
             */
            expires_at: string;
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
        "Add-noteRequest": {
            text: string;
        };
        "Add-passkeyRequest": {
            /** @description The browser's answer */
            credential: {
                [key: string]: unknown;
            };
            name: string;
            token: string;
        };
        "Add-personRequest": {
            email?: string;
            /** @description Likewise: objects that are in these groups at any moment */
            groups?: string[] | null;
            /** @enum {string} */
            locale?: "" | "en" | "ru" | "es" | "pt" | "fr";
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
        "Add-recipientRequest": {
            address: string;
            /** @description Notices that it gets */
            kinds: ("payments" | "balance" | "service" | "prices" | "documents" | "maintenance")[];
            /** @description What the tenant calls it: our accountant */
            label?: string;
            /**
             * @description Language of its letters
             * @enum {string}
             */
            locale: "en" | "ru" | "es" | "pt" | "fr";
        };
        Again: {
            /**
             * Format: int64
             * @description So many are tried again
             */
            count: number;
        };
        "Agree-autopayRequest": {
            /**
             * Format: int64
             * @description In minor units
             */
            amount: number;
            /** Format: int64 */
            below: number;
            currency: string;
            /** Format: int64 */
            month_most: number;
            new_card?: boolean;
            /** @description What was agreed to, as it was shown: kept as proof */
            words: string;
        };
        AgreedDocument: {
            /** Format: date */
            agreed_on: string;
            /** @description Number of the agreement */
            agreement: string;
            /** Format: date-time */
            effective_at: string;
            /**
             * Format: date-time
             * @description From when the public document applies again
             */
            ends_at?: string;
            /** @description SHA-256 of the signed file */
            file_fingerprint: string;
            /** @description The signed file, which prevails over the text */
            file_name: string;
            /** @description SHA-256 of what the text says in all its languages */
            fingerprint?: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "terms" | "privacy" | "support" | "sms";
            /** @description Of its text; empty: the signed file stands alone */
            locales: string[];
            /** Format: date-time */
            posted_at: string;
            /** @enum {string} */
            state: "in_force" | "announced" | "followed" | "ended" | "withdrawn";
            /** @description Of its text, or of the public document where the signed file stands alone */
            title: string;
            /** Format: int64 */
            version: number;
        };
        AgreedDocumentText: {
            /** Format: date */
            agreed_on: string;
            /** @description Number of the agreement */
            agreement: string;
            /** @description Paragraphs parted by empty lines; ## begins a heading, - an item of a list. Empty: the signed file stands alone */
            body: string;
            /** Format: date-time */
            effective_at: string;
            /**
             * Format: date-time
             * @description From when the public document applies again
             */
            ends_at?: string;
            /** @description SHA-256 of the signed file */
            file_fingerprint: string;
            /** @description The signed file, which prevails over the text */
            file_name: string;
            /** @description SHA-256 of what the text says in all its languages */
            fingerprint?: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "terms" | "privacy" | "support" | "sms";
            /** @description Of the text; empty: there is none */
            locale: string;
            /** @description Of its text; empty: the signed file stands alone */
            locales: string[];
            /** Format: date-time */
            posted_at: string;
            /** @enum {string} */
            state: "in_force" | "announced" | "followed" | "ended" | "withdrawn";
            /** @description Of its text, or of the public document where the signed file stands alone */
            title: string;
            /** Format: int64 */
            version: number;
        };
        AgreedPosted: {
            /** Format: uuid */
            id: string;
        };
        AgreedPrice: {
            /**
             * Format: date-time
             * @description From when the price list counts again
             */
            ends_at?: string;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            in_force_from: string;
            /**
             * Format: uuid
             * @description A plan or a package of the price list
             */
            item: string;
            name: string;
            price: components["schemas"]["Price"];
        };
        Agreement: {
            /** Format: date */
            agreed_on?: string;
            agreement?: string;
            /** Format: date-time */
            opened_at: string;
            /** @enum {string} */
            tier: "gold" | "silver" | "other";
        };
        AgreementChange: {
            limits: components["schemas"]["Limits"];
            /** Format: uuid */
            wholesale?: string;
        };
        AgreementFile: {
            by?: string;
            /** Format: uuid */
            id: string;
            name: string;
            /** Format: date-time */
            put_at: string;
            sha256: string;
            /**
             * Format: int64
             * @description In bytes
             */
            size: number;
        };
        AllowedLook: {
            /** Format: uuid */
            id: string;
            name?: string;
            /**
             * Format: uuid
             * @description Absent where it is somebody else's and was handed on
             */
            object?: string;
            /** @description The desk may let the one above it look as well */
            onward: boolean;
            /** Format: date-time */
            until: string;
        };
        Application: {
            /**
             * Format: int64
             * @description How many documents were accepted
             */
            accepted: number;
            /**
             * Format: uuid
             * @description The account that was opened
             */
            account?: string;
            country: string;
            /** Format: date-time */
            created_at: string;
            /**
             * @description partner: wants a business of their own, as a reseller
             * @enum {string}
             */
            customer: "person" | "entity" | "partner";
            /** Format: date-time */
            decided_at?: string;
            /** @description Absent: nobody had to decide */
            decider?: string;
            /** @description phone, registration_number, tax_number, address, contact: as far as they were given */
            details: {
                [key: string]: string;
            };
            email: string;
            /** @description Network address it was sent from */
            from: string;
            /** @description Of a partner: what their host begins with, and once it is open all of it */
            host?: string;
            /** Format: uuid */
            id: string;
            locale: string;
            login: string;
            name: string;
            /**
             * Format: uuid
             * @description Of a partner: the wholesale plan they have chosen
             */
            plan?: string;
            /** @description Why it was refused */
            reason?: string;
            /** @enum {string} */
            status: "pending" | "opened" | "refused";
            time_zone: string;
        };
        "Approve-applicationRequest": {
            /** @description Another host of a partner, where the one asked for has been taken since: what it begins with */
            host?: string;
            /** @description Another login, where the one asked for has been taken since */
            login?: string;
        };
        "Ask-before-sign-upRequest": {
            /** @description Where the answer goes */
            email: string;
            /** @enum {string} */
            locale?: "" | "en" | "ru" | "es" | "pt" | "fr";
            name: string;
            question: string;
        };
        "Ask-for-businessRequest": {
            /** @description The versions of all documents in force */
            accepted: string[];
            /** @description What the business is called */
            company: string;
            /** @description ISO 3166-1 alpha-2 */
            country: string;
            /** @description What they sign in with */
            email: string;
            /** @description What the host begins with */
            host: string;
            /** @enum {string} */
            locale: "en" | "ru" | "es" | "pt" | "fr";
            /** @description Of the person who will own it */
            name: string;
            /**
             * Format: password
             * @description 8 to 256 letters, and not one that is tried first
             */
            password: string;
            /** Format: uuid */
            plan?: string;
            /** @description IANA name */
            time_zone: string;
        };
        "Ask-for-domainRequest": {
            /** @example track.example.com */
            host: string;
        };
        "Ask-for-trackerRequest": {
            /** @description How you came by it */
            note: string;
        };
        "Ask-resetRequest": {
            /**
             * @description Language of the letter, for who has chosen none
             * @enum {string}
             */
            locale?: "" | "en" | "ru" | "es" | "pt" | "fr";
            /** @description A login or an e-mail address */
            login: string;
        };
        "Ask-second-passkeyRequest": {
            /** @description From second of POST /api/session */
            token: string;
        };
        AskedAbove: {
            /** Format: date-time */
            at: string;
            /** Format: int64 */
            number: number;
            state: string;
            subject: string;
            /** Format: uuid */
            ticket: string;
        };
        "Assign-paymentRequest": {
            /** Format: uuid */
            customer: string;
        };
        AuditActor: {
            /** Format: uuid */
            id?: string;
            /**
             * @description technical: somebody from above who acted in the tenant
             * @enum {string}
             */
            kind: "user" | "key" | "system" | "visitor" | "technical";
            login?: string;
            /** @description Absent for technical: the brand's technical service */
            name?: string;
        };
        AuditChecked: {
            /** Format: int64 */
            entries: number;
            /** @description The first hundred places at which the chain does not hold; none: nothing was rewritten */
            faults: components["schemas"]["AuditFault"][];
        };
        AuditEntry: {
            /** @description Subject and verb, like fleet.object.rename */
            action: string;
            actor: components["schemas"]["AuditActor"];
            address?: string;
            /** @description What is, of the fields that differ */
            after?: {
                [key: string]: unknown;
            };
            /** @description As the browser or program names itself */
            agent?: string;
            /** Format: date-time */
            at: string;
            /** @description What was, of the fields that differ */
            before?: {
                [key: string]: unknown;
            };
            /** Format: uuid */
            id: string;
            /** @description The personal part was taken away; the chain is whole all the same */
            shredded: boolean;
            subject: components["schemas"]["AuditSubject"];
        };
        AuditFault: {
            /**
             * Format: uuid
             * @description Absent: the end was cut off
             */
            entry?: string;
            /** @enum {string} */
            what: "missing" | "unchained" | "changed" | "detail changed" | "cut off";
        };
        AuditSubject: {
            /** Format: uuid */
            id?: string;
            kind: string;
            /** @description As it was called then */
            name?: string;
        };
        Autopay: {
            /**
             * Format: int64
             * @description That is taken at once, in minor units
             */
            amount: number;
            /**
             * Format: int64
             * @description The balance below which it is
             */
            below: number;
            /** @description Absent: none is saved */
            card?: components["schemas"]["SavedCard"];
            currency?: string;
            /** Format: date-time */
            failed_at?: string;
            /**
             * Format: int64
             * @description In a row
             */
            failures: number;
            /**
             * Format: int64
             * @description At most in a calendar month
             */
            month_most: number;
            /**
             * Format: date-time
             * @description After a failure
             */
            next_try?: string;
            /**
             * @description waiting: for the payment that saves the card; stopped: by failures
             * @enum {string}
             */
            state: "off" | "waiting" | "on" | "stopped";
            /**
             * Format: int64
             * @description Of it, in this month
             */
            used: number;
        };
        BackgroundWork: {
            /** Format: date-time */
            at: string;
            /** @description The last that were given up, at most 50 */
            failed: components["schemas"]["FailedNotice"][];
            /** @description Of the process that was asked; none: others do them */
            jobs: components["schemas"]["Job"][];
            /** @description Messages of all processes, by what they are about */
            topics: components["schemas"]["Topic"][];
        };
        Balance: {
            /**
             * Format: int64
             * @description What is left, in minor units
             */
            balance: number;
            /**
             * Format: int64
             * @description What it was then; the parts come after that
             */
            before: number;
            /**
             * Format: int64
             * @description How far below zero it may fall
             */
            credit: number;
            currency: string;
            parts: components["schemas"]["BalancePart"][];
            /** Format: date-time */
            since: string;
            /** Format: int64 */
            spendable: number;
        };
        BalancePart: {
            /**
             * Format: int64
             * @description In minor units; credit is positive
             */
            amount: number;
            /** Format: int64 */
            count: number;
            kind: string;
        };
        "Begin-payoutRequest": {
            bank?: string;
            bank_account: string;
            /**
             * Format: int64
             * @description In minor units, at most what is left
             */
            commission: number;
            currency: string;
            /** Format: uuid */
            customer: string;
            recipient: string;
        };
        "Begin-topupRequest": {
            /**
             * Format: int64
             * @description In minor units
             */
            amount: number;
            currency: string;
        };
        Billing: {
            balances: components["schemas"]["Balance"][];
            /** @description The wallet can be topped up by card */
            cards: boolean;
            lasting: components["schemas"]["Lasting"];
            /**
             * Format: int64
             * @description Objects that are served for money
             */
            served: number;
            /**
             * Format: int64
             * @description Objects that wait for money
             */
            unpaid: number;
            /** Format: int64 */
            unpaid_amount: number;
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
        "Block-objectsRequest": {
            /** @description Objects, each once: all are dealt with, or none */
            ids: string[];
            /** @description Whether what is recorded meanwhile is stored, and shown once the block is lifted; otherwise it is dropped for good */
            keep_data: boolean;
            reason?: string;
        };
        Blocking: {
            /** @description Whether what is recorded meanwhile is stored, and shown once the block is lifted; otherwise it is dropped for good */
            keep_data: boolean;
            reason?: string;
        };
        "BodyUUID \"json:\\\"account\\\" format:\\\"uuid\\\"\"; Number string \"json:\\\"number\\\"\" }Body": {
            /** Format: uuid */
            account: string;
            number: string;
        };
        "Book-by-handRequest": {
            /**
             * Format: int64
             * @description In minor units; a correction may be below zero
             */
            amount: number;
            currency: string;
            /** @enum {string} */
            kind: "bonus" | "correction";
            /** @description The customer reads it too */
            reason: string;
        };
        BookSums: {
            currency: string;
            /**
             * Format: int64
             * @description Wallets that last for a week at most
             */
            ending: number;
            /**
             * Format: int64
             * @description What customers have left, in minor units
             */
            held: number;
            /** @description What one sells in unless one says otherwise */
            main: boolean;
            /**
             * Format: int64
             * @description What customers below zero owe
             */
            owed: number;
            /**
             * Format: int64
             * @description Wallets below zero
             */
            owing: number;
            /** @description The book's own accounts */
            own: components["schemas"]["OwnAccount"][];
            /**
             * Format: int64
             * @description Objects that cannot be paid
             */
            unpaid: number;
            /** Format: int64 */
            wallets: number;
        };
        Booked: {
            /** Format: uuid */
            transaction: string;
        };
        BoughtPackage: {
            /** Format: date-time */
            activated_at: string;
            /**
             * Format: uuid
             * @description Of the debit
             */
            entry?: string;
            /** Format: date-time */
            expires_at?: string;
            for_chosen: boolean;
            /** Format: uuid */
            id: string;
            name: string;
            /** @description That it is for; none: all */
            objects: string[];
            /** @description It is used up, or its time is over */
            over: boolean;
            price: components["schemas"]["Price"];
            /** Format: int64 */
            quantity?: number;
            /** Format: int64 */
            remaining?: number;
            reports: boolean;
            retention?: string;
            sms: boolean;
            /** @enum {string} */
            unit?: "SMS";
        };
        BoughtPackages: {
            items: components["schemas"]["BoughtPackage"][];
        };
        BoundPasskeys: {
            /**
             * Format: int64
             * @description Who have a passkey there
             */
            people: number;
            /**
             * Format: int64
             * @description Of those, who have neither an authenticator app nor a passkey on another of the brand's addresses
             */
            stranded: number;
            /**
             * Format: int64
             * @description Of those, who were written to about it, and have not used a passkey there since
             */
            told: number;
            /**
             * Format: int64
             * @description Of those, who have no e-mail address, so that nobody can write to them
             */
            unreachable: number;
        };
        Brand: {
            /** @description ISO 3166-1 alpha-2 */
            country?: string;
            /** @description That people can choose from here */
            languages: string[];
            /** @example en */
            locale: string;
            name: string;
            /** @description Address of the style sheet with the brand's colours */
            theme: string;
            /** @example Europe/Helsinki */
            time_zone: string;
        };
        BrandChoice: {
            token: string;
            values: string[];
        };
        BrandContent: {
            dress: components["schemas"]["BrandDress"];
            /** @description Tokens that realms below cannot change */
            locked: string[];
            name: string;
            /** @description By name; one that is not there is inherited */
            tokens: {
                [key: string]: string;
            };
        };
        BrandContrast: {
            /** Format: double */
            contrast: number;
            ground: string;
            ink: string;
            /**
             * Format: double
             * @description What WCAG 2.2 AA asks for there
             */
            least: number;
        };
        BrandDerived: {
            dark: components["schemas"]["BrandPalette"];
            light: components["schemas"]["BrandPalette"];
        };
        BrandDress: {
            /** @description Pictures by what they are for: light, dark, icon, maskable, document, backdrop */
            logos?: {
                [key: string]: string;
            };
            /** @description Maps people can choose from, the first one first; none: all */
            maps?: string[] | null;
            site?: components["schemas"]["BrandSite"];
            /** @description By language and key, in place of ours */
            texts?: {
                [key: string]: {
                    [key: string]: string;
                };
            };
            view?: components["schemas"]["BrandView"];
        };
        BrandLetter: {
            /** @enum {string} */
            group: "letter" | "foot" | "paper";
            letter: string;
            /** @description Realms below say nothing of their own in it */
            locked: boolean;
            /** @description Nothing of one's own can be said in it here */
            locked_above: boolean;
            texts: components["schemas"]["BrandLetterText"][];
            /**
             * @description What a letter is about
             * @enum {string}
             */
            topic?: "joining" | "security" | "money" | "service" | "documents" | "workings";
        };
        BrandLetterSheet: {
            /** @description What in it names its brand, so that realms below do not say the same */
            betrays?: string;
            /** @description One's own text in the draft; none: there is none of one's own */
            draft?: components["schemas"]["BrandText"];
            /** @enum {string} */
            from: "standard" | "own" | "inherited";
            /** @enum {string} */
            group: "letter" | "foot" | "paper";
            in_force: components["schemas"]["BrandText"];
            /** @description What is said without a text of one's own */
            inherited: components["schemas"]["BrandText"];
            language: string;
            letter: string;
            locked: boolean;
            locked_above: boolean;
            standard: components["schemas"]["BrandText"];
            variables: components["schemas"]["BrandVariable"][];
        };
        BrandLetterShown: {
            faults: components["schemas"]["BrandTextFault"][];
            /** @description Empty for papers */
            html: string;
            /** @description Empty for papers */
            subject: string;
            text: string;
        };
        BrandLetterText: {
            /** @description The draft says something else */
            drafted: boolean;
            /**
             * @description What goes out at the moment
             * @enum {string}
             */
            from: "standard" | "own" | "inherited";
            language: string;
            /** @description What the letter is called in this language; absent: it is none */
            title?: string;
        };
        BrandPalette: {
            pairs: components["schemas"]["BrandContrast"][];
            shades: components["schemas"]["BrandShade"][];
        };
        BrandPicture: {
            /** Format: int64 */
            height: number;
            id: string;
            /** @description The mean colour of what is not transparent */
            ink: string;
            url: string;
            /** Format: int64 */
            width: number;
        };
        BrandShade: {
            hex: string;
            name: string;
        };
        BrandSite: {
            about?: {
                [key: string]: string;
            };
            /** @description On the button that leads to signing up */
            action?: {
                [key: string]: string;
            };
            /** @description A note on the page of contacts */
            contact?: {
                [key: string]: string;
            };
            /** @description A line below every page */
            foot?: {
                [key: string]: string;
            };
            forum?: string;
            /** @description Whoever comes to the bare address without having signed in sees its first page */
            front?: boolean;
            headline?: {
                [key: string]: string;
            };
            help?: {
                [key: string]: string;
            };
            /** @description Below the headline */
            lead?: {
                [key: string]: string;
            };
            /** @description There is none */
            off?: boolean;
        };
        BrandStudio: {
            /** Format: date-time */
            changed_at?: string;
            choices: components["schemas"]["BrandChoice"][];
            draft?: components["schemas"]["BrandContent"];
            /** @description Tokens in force where none is set here */
            inherited: {
                [key: string]: string;
            };
            /** @description Tokens that cannot be set here */
            locked_above: string[];
            /** @description Maps there are */
            maps: string[];
            pictures: components["schemas"]["BrandPicture"][];
            /** @description Address of the link to the draft, on any host of the brand */
            preview?: string;
            /** Format: date-time */
            preview_until?: string;
            published: components["schemas"]["BrandContent"];
            /** @description Texts that can be said in one's own words */
            text_keys: string[];
            /**
             * Format: int64
             * @description In force; 0: it was never published from here
             */
            version: number;
        };
        BrandText: {
            body: string;
            subject?: string;
        };
        BrandTextFault: {
            /** @enum {string} */
            field: "subject" | "body";
            found?: string;
            /** Format: int64 */
            line: number;
            /** @description The variable that was probably meant, or that is missing */
            meant?: string;
            /**
             * Format: int64
             * @description The letter in the line
             */
            place: number;
            reason: string;
            remedy: string;
        };
        BrandVariable: {
            example: string;
            name: string;
            /** @description The text must name it */
            needed: boolean;
        };
        BrandVersion: {
            by?: string;
            content: components["schemas"]["BrandContent"];
            /** Format: uuid */
            id: string;
            note?: string;
            /** Format: int64 */
            number: number;
            /** Format: date-time */
            published_at: string;
            /**
             * Format: int64
             * @description The version that was brought back
             */
            restored?: number;
        };
        BrandView: {
            /** Format: double */
            latitude: number;
            /** Format: double */
            longitude: number;
            /** Format: double */
            zoom: number;
        };
        BriefCustomer: {
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "reseller" | "account";
            name: string;
        };
        "Bring-domain-certificateRequest": {
            /** @description The certificate and those above it, in PEM form */
            chain: string;
            /** @description Its private key, in PEM form, without a password */
            key: string;
        };
        "Buy-packageRequest": {
            /** @description That it is for, where they are chosen */
            objects?: string[] | null;
            /**
             * Format: uuid
             * @description Of the package, that was shown and is accepted
             */
            version: string;
        };
        ByName: {
            name: string;
            /** Format: double */
            value: number;
        };
        CardConnection: {
            connected: boolean;
            /** Format: date-time */
            connected_at?: string;
            /** @description The last characters of the key; the key itself is told to nobody */
            hint: string;
            /** @description Of real money */
            live: boolean;
        };
        Cause: {
            /** @description It stops service; otherwise it is what is with the tracker */
            blocks: boolean;
            /**
             * @description Who or what has decided
             * @enum {string}
             */
            by: "person" | "provider" | "customer" | "self" | "billing" | "plan" | "rule" | "device";
            /** @description unpaid, by_hand, paused, suspended, ancestor, limit, country, closed: what blocks it; no_tracker, waiting_for_device, not_heard: what is with its tracker */
            cause: string;
            currency?: string;
            /** @description The plan that objects begin on has no room for it: another one is to be connected */
            full?: boolean;
            /** @description Of a suspension: conduct, false_data, spam, other */
            ground?: string;
            /** @description What is recorded meanwhile is stored, and shown once the cause is lifted */
            keep_data: boolean;
            /**
             * Format: int64
             * @description How much the wallet is short of, in minor units; told to whoever sees money
             */
            missing?: number;
            /** @description Of the person or customer that has decided */
            name?: string;
            /** @description That decides on it, of what is unpaid or paused; told to whoever sees money */
            plan?: string;
            reason?: string;
            /** Format: date-time */
            since?: string;
        };
        Causes: {
            items: components["schemas"]["Cause"][];
        };
        ChainFault: {
            /**
             * Format: uuid
             * @description Absent: the end was cut off
             */
            entry?: string;
            name: string;
            /** Format: uuid */
            tenant: string;
            /** @enum {string} */
            what: "missing" | "unchained" | "changed" | "detail changed" | "cut off";
        };
        ChainsChecked: {
            /**
             * Format: int64
             * @description Tenants that have an audit
             */
            chains: number;
            /** Format: int64 */
            entries: number;
            /** @description None: nothing was rewritten */
            faults: components["schemas"]["ChainFault"][];
        };
        Challenge: {
            /** @description As PublicKeyCredential.parse…OptionsFromJSON takes them */
            options: {
                [key: string]: unknown;
            };
            /** @description Comes back with the answer */
            token: string;
        };
        "Change-emailRequest": {
            email: string;
            /**
             * Format: password
             * @description One's present password
             */
            password: string;
        };
        "Change-mail-senderRequest": {
            /**
             * @description That letters come from
             * @example hello@example.com
             */
            address?: string;
            /** @example smtp.example.com */
            host?: string;
            /**
             * @description neutral: from an address that names nobody, under the brand's name; own: through a mail server of the brand's
             * @enum {string}
             */
            mode: "neutral" | "own";
            /** @description Beside the address; empty: the brand's */
            name?: string;
            /** @description Absent: the one that is kept stays; empty: none. It is never shown again */
            password?: string;
            /**
             * Format: int64
             * @description 587, 465, 25 or 2525
             */
            port?: number;
            /** @description Where answers go; empty: to the address */
            reply_to?: string;
            /**
             * @description starttls: encrypted after the greeting, and not without; tls: from the first byte
             * @enum {string}
             */
            tls?: "" | "starttls" | "tls" | "none";
            user?: string;
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
            locale?: "" | "en" | "ru" | "es" | "pt" | "fr";
            /** @description Set as a whole; what is empty is as the brand says */
            measures?: components["schemas"]["Measures"];
            name?: string;
            /** @description IANA name; empty: the tenant's */
            time_zone?: string;
        };
        "Change-startRequest": {
            /** @description Steps that are not needed, or not yet */
            later: ("brand" | "domain" | "prices" | "documents" | "sender" | "customer")[];
            /** @description Nobody is asked any more */
            put_away: boolean;
        };
        "Change-ticketRequest": {
            /** Format: uuid */
            assignee?: string;
            /** Format: uuid */
            category?: string;
            critical?: boolean;
            /** @enum {string} */
            kind?: "question" | "stolen_login" | "cancellation" | "tracker_claim" | "sms_dispute" | "complaint" | "incident";
            native?: boolean;
            reason?: string;
            subject?: string;
            /** Format: uuid */
            team?: string;
        };
        "Change-webhookRequest": {
            note?: string;
            /** @description It is called */
            on: boolean;
            /** @description applications, customers, documents, domains, money, objects, subscriptions, tickets */
            topics: string[];
            /** @description https, on a machine of the public internet */
            url: string;
        };
        ChargePart: {
            /** Format: int64 */
            amount: number;
            /** Format: date-time */
            end: string;
            name: string;
            /** Format: uuid */
            object: string;
            plan: string;
            /** Format: date-time */
            start: string;
        };
        "Check-importRequest": {
            /** @description Whoever has an e-mail chooses a password by a letter; false: they get a first password. Absent: true */
            invites?: boolean;
            mapping: string[];
            protocol?: string;
        };
        "Close-accountRequest": {
            bank?: string;
            bank_account?: string;
            /** @description The account's name or number */
            confirm: string;
            /**
             * Format: password
             * @description One's own
             */
            password: string;
            /** @description Who gets what is left in the wallet, less the commission */
            recipient?: string;
        };
        ClosedCustomer: {
            /** Format: date-time */
            closed_at: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "reseller" | "account";
            name: string;
            number: string;
            /**
             * Format: date-time
             * @description From when on nothing of it comes back
             */
            purged_at: string;
        };
        ComingDebit: {
            /** Format: int64 */
            amount: number;
            /** Format: date-time */
            at: string;
            /** Format: int64 */
            objects: number;
        };
        ComingMaintenance: {
            /** Format: date-time */
            ends_at: string;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            starts_at: string;
            /** @description In the language asked for, or else in English; empty: only the times are told */
            text: string;
        };
        "Confirm-businessRequest": {
            /** @description Another host, where the one asked for has been taken since */
            host?: string;
            /** @description What follows # in the link */
            token: string;
        };
        "Confirm-sign-upRequest": {
            /** @description What follows # in the link */
            token: string;
        };
        "Confirm-totpRequest": {
            code: string;
        };
        ConfirmedEmail: {
            email: string;
        };
        "Connect-stripeRequest": {
            secret_key: string;
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
        Contents: {
            price: components["schemas"]["Price"];
            /**
             * Format: int64
             * @description Of the package's unit
             */
            quantity?: number;
            reports?: boolean;
            /**
             * @description That objects get while it lasts
             * @enum {string}
             */
            retention?: "m12" | "m36";
            sms?: boolean;
            text?: string;
            /**
             * Format: int64
             * @description Absent: until it is used up
             */
            validity_days?: number;
        };
        ContractInForce: {
            /**
             * Format: date
             * @description Day of the agreement
             */
            agreed_on?: string;
            /** @description Number of a bilateral agreement */
            agreement?: string;
            number: string;
            /** Format: date-time */
            opened_at: string;
            /**
             * @description How soon the desk answers
             * @enum {string}
             */
            tier: "gold" | "silver" | "other";
        };
        ContractTerms: {
            /**
             * Format: date
             * @description Day of the agreement
             */
            agreed_on?: string;
            /** @description Number of a bilateral agreement */
            agreement?: string;
            /**
             * @description How soon the desk answers
             * @enum {string}
             */
            tier: "gold" | "silver" | "other";
        };
        Conversation: {
            attachments: components["schemas"]["TicketAttachment"][];
            author: string;
            /** @description The answer asks something */
            awaiting: boolean;
            /** Format: uuid */
            category?: string;
            /** Format: date-time */
            changed_at: string;
            critical: boolean;
            /**
             * Format: date-time
             * @description By when at the latest, where the desk is very busy
             */
            deadline_at?: string;
            facts: {
                [key: string]: string;
            };
            /** Format: uuid */
            follows?: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "question" | "stolen_login" | "cancellation" | "tracker_claim" | "sms_dispute" | "complaint" | "incident";
            links: components["schemas"]["TicketLink"][];
            messages: components["schemas"]["TicketMessage"][];
            /** @description Facts that should be told and are not */
            missing: string[];
            /** @description A native speaker is asked for: their hours count */
            native?: boolean;
            /** Format: int64 */
            number: number;
            /** Format: date-time */
            opened_at: string;
            /** @description Who besides its author and the owner sees it */
            people: string[];
            /**
             * Format: date-time
             * @description By when an answer is promised
             */
            promise_at?: string;
            /** @description Why it is not answered */
            reason?: string;
            secrets: components["schemas"]["TicketSecret"][];
            /** @enum {string} */
            state: "open" | "answered" | "confirmed" | "grouped" | "escalated" | "unanswerable";
            subject: string;
            /** @description Settled by whoever asked before anybody answered; it can be taken back */
            withdrawn?: boolean;
        };
        Cost: {
            /**
             * Format: int64
             * @description In minor units
             */
            amount: number;
            currency: string;
            /**
             * Format: int64
             * @description Days of objects that were metered
             */
            days: number;
            /**
             * Format: date
             * @description Its first day
             */
            month: string;
        };
        "Credit-invoiceRequest": {
            /**
             * Format: int64
             * @description In minor units, at most what is left of the invoice
             */
            amount: number;
            /** @description Printed on the credit note */
            reason: string;
        };
        Customer: {
            /** @description In lists, for who may see money: what is in its wallets in one's own books, those that owe first. Absent: it has none there */
            balances?: components["schemas"]["WalletBalance"][] | null;
            /**
             * Format: int64
             * @description Of them blocked
             */
            blocked: number;
            /** @description ISO 3166-1 alpha-2 */
            country?: string;
            /** Format: date-time */
            created_at: string;
            /**
             * Format: int64
             * @description 1: a customer of one's own; 2: a customer of a reseller of one's own
             */
            depth: number;
            /**
             * Format: date-time
             * @description When the last of its objects was heard, to the minute
             */
            heard_at?: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "reseller" | "account";
            name: string;
            /**
             * Format: int64
             * @description Of them never heard
             */
            never: number;
            /** @description Account number with its provider; its last digit checks it */
            number: string;
            /**
             * Format: int64
             * @description Objects it has, with those of all below it
             */
            objects: number;
            /**
             * Format: int64
             * @description Of them neither blocked nor on-line
             */
            offline: number;
            /**
             * Format: int64
             * @description Of them heard a moment ago, and not blocked
             */
            online: number;
            /**
             * Format: uuid
             * @description The tenant right above it
             */
            parent: string;
            /**
             * Format: date-time
             * @description When one of its users was last here
             */
            seen_at?: string;
            /**
             * Format: int64
             * @description Of them heard once, and not for a day
             */
            silent_day: number;
            /**
             * Format: int64
             * @description Of those, not for a week
             */
            silent_week: number;
            /** @enum {string} */
            status: "active" | "suspended" | "closed";
            /** Format: int64 */
            users: number;
        };
        CustomerAgreed: {
            /** Format: date */
            agreed_on: string;
            /** @description Number of the agreement */
            agreement: string;
            /** @description Who posted it */
            by?: string;
            /** Format: date-time */
            effective_at: string;
            /**
             * Format: date-time
             * @description From when the public document applies again
             */
            ends_at?: string;
            /** @description SHA-256 of the signed file */
            file_fingerprint: string;
            /** @description The signed file, which prevails over the text */
            file_name: string;
            /** @description SHA-256 of what the text says in all its languages */
            fingerprint?: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "terms" | "privacy" | "support" | "sms";
            /** @description Of its text; empty: the signed file stands alone */
            locales: string[];
            /** Format: date-time */
            posted_at: string;
            /** @enum {string} */
            state: "in_force" | "announced" | "followed" | "ended" | "withdrawn";
            /** @description Of its text, or of the public document where the signed file stands alone */
            title: string;
            /** Format: int64 */
            version: number;
            /**
             * Format: date-time
             * @description It was taken back before its date
             */
            withdrawn_at?: string;
        };
        CustomerAgreement: {
            /** @description Limits as they count, each with where it comes from */
            effective: components["schemas"]["EffectiveLimits"];
            /** @description That count instead of the plan's */
            limits: components["schemas"]["Limits"];
            prices: components["schemas"]["AgreedPrice"][];
            /**
             * Format: uuid
             * @description The wholesale plan of a reseller; absent: it is not charged
             */
            wholesale?: string;
            /**
             * Format: date
             * @description The day of your calendar from which the wholesale plan counts: a dearer one leaves the notice of the price list, and until then the one before it counts
             */
            wholesale_from?: string;
            /**
             * Format: uuid
             * @description The wholesale plan that counts today
             */
            wholesale_now?: string;
        };
        CustomerCause: {
            blocks: boolean;
            /**
             * @description self: one's own people
             * @enum {string}
             */
            by: "person" | "provider" | "customer" | "self" | "billing" | "plan" | "rule" | "device";
            /** @description unpaid, by_hand, paused, suspended, ancestor, limit, country, closed */
            cause: string;
            currency?: string;
            full?: boolean;
            /** @description Of a suspension: conduct, false_data, spam, other */
            ground?: string;
            /** @description What is recorded meanwhile is stored, and shown once the cause is lifted */
            keep_data: boolean;
            /**
             * Format: int64
             * @description How much its wallet is short of, in minor units; told to whoever sees money
             */
            missing?: number;
            /** @description Of the person or customer that has decided */
            name?: string;
            /** @description That decides on it */
            plan?: string;
            reason?: string;
            /** Format: date-time */
            since?: string;
        };
        CustomerCauses: {
            items: components["schemas"]["CustomerCause"][];
        };
        CustomerChange: {
            country?: string;
            /** @enum {string} */
            locale?: "en" | "ru" | "es" | "pt" | "fr";
            name?: string;
            time_zone?: string;
        };
        CustomerDocuments: {
            /** Format: date */
            agreed_on?: string;
            /** @description Number of the agreement in the contract; empty: there is none, and nothing can be posted */
            agreement: string;
            /** @description Kind by kind, the newest first */
            documents: components["schemas"]["CustomerAgreed"][];
            /** @description The newest first */
            files: components["schemas"]["SignedFile"][];
            public: components["schemas"]["ReplaceableDocument"][];
        };
        CustomerMoney: {
            /** @description That books are kept in, the main one first */
            currencies: string[];
            /** @description Absent: nothing costs */
            forecast?: components["schemas"]["MoneyForecast"];
            wallets: components["schemas"]["Wallet"][];
        };
        CustomerMove: {
            /** Format: uuid */
            customer: string;
            /** @description Where what is left in its wallet goes; it needs the right to send what is left in wallets to bank accounts */
            rest?: components["schemas"]["MoveRest"];
            /**
             * Format: uuid
             * @description The reseller it will belong to, or oneself
             */
            to: string;
        };
        CustomerNote: {
            /** @description Whoever wrote it, as they are called now; empty: they are not there any more */
            by: string;
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            id: string;
            text: string;
        };
        CustomerOwner: {
            email?: string;
            /** @enum {string} */
            locale?: "" | "en" | "ru" | "es" | "pt" | "fr";
            /** @description Empty: invited by a letter to email, or by a link */
            login?: string;
            name?: string;
            /**
             * Format: password
             * @description A first one, which they must change
             */
            password?: string;
        };
        CustomerPerson: {
            blocked: boolean;
            /** Format: uuid */
            id: string;
            login: string;
            name: string;
            /** @enum {string} */
            role: "owner" | "admin" | "billing" | "support" | "operator" | "viewer" | "own";
            /** Format: date-time */
            seen_at?: string;
        };
        CustomerSuspension: {
            /** @description Of a reseller: everybody below it too; otherwise they are served on */
            below?: boolean;
            /** @enum {string} */
            ground: "conduct" | "false_data" | "spam" | "other";
            /** @description In words, told to the owner */
            reason: string;
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
        CustomersTrace: {
            /** @example reselling.contract.change */
            action: string;
            after?: unknown;
            /** Format: date-time */
            at: string;
            before?: unknown;
            /** @description Whoever did it, as they are called now; empty: they are not there any more */
            by: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "user" | "key" | "system" | "visitor" | "technical";
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
        Database: {
            /** Format: int64 */
            bytes: number;
            /**
             * Format: int64
             * @description Connections of all processes
             */
            connections: number;
            /** Format: int64 */
            most_connections: number;
            /**
             * Format: int64
             * @description Number of the last migration
             */
            schema: number;
            /**
             * Format: double
             * @description A question and its answer took so long
             */
            seconds: number;
            /** @description Empty: it does not answer */
            version: string;
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
        DebitToCome: {
            /** Format: int64 */
            amount: number;
            /** Format: date-time */
            at: string;
            /** Format: int64 */
            objects: number;
        };
        DebtLadder: {
            /**
             * Format: int64
             * @description Nothing new is connected
             */
            activations: number;
            /**
             * Format: int64
             * @description Those below it are stopped; absent: never by itself
             */
            all?: number;
            /**
             * Format: int64
             * @description Its console is closed but for Billing, Support and Documents
             */
            console: number;
            /**
             * Format: int64
             * @description It is told
             */
            warned: number;
        };
        Deed: {
            action: string;
            address?: string;
            agent?: string;
            /** Format: date-time */
            at: string;
        };
        "Delete-objectsRequest": {
            /**
             * Format: int64
             * @description How many objects are deleted
             */
            confirm?: number;
            /** @description Objects, each once: all are dealt with, or none */
            ids: string[];
        };
        DeskAddress: {
            address: string;
            /** Format: uuid */
            category?: string;
            /** Format: uuid */
            id?: string;
            /** @enum {string} */
            kind: "normal" | "critical";
        };
        DeskCalendar: {
            /** @description Days like 2027-01-01 */
            holidays: string[];
            /** Format: uuid */
            id?: string;
            name: string;
            spans: components["schemas"]["DeskSpan"][];
            /** @example Europe/Moscow */
            zone: string;
        };
        DeskCategory: {
            answers?: {
                [key: string]: string;
            };
            archived?: boolean;
            forum?: string;
            /** Format: uuid */
            id?: string;
            names: {
                [key: string]: string;
            };
            /** Format: int64 */
            position?: number;
            /** @enum {string} */
            scope: "service" | "equipment" | "purchase";
            /** Format: uuid */
            team?: string;
        };
        DeskConversation: {
            /** @description What was asked one level above about it */
            above: components["schemas"]["AskedAbove"][];
            attachments: components["schemas"]["TicketAttachment"][];
            author: string;
            /** @description The answer asks something */
            awaiting: boolean;
            /** Format: uuid */
            category?: string;
            /** Format: date-time */
            changed_at: string;
            critical: boolean;
            /**
             * Format: date-time
             * @description By when at the latest, where the desk is very busy
             */
            deadline_at?: string;
            desk: components["schemas"]["DeskTicket"];
            facts: {
                [key: string]: string;
            };
            /** Format: uuid */
            follows?: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "question" | "stolen_login" | "cancellation" | "tracker_claim" | "sms_dispute" | "complaint" | "incident";
            links: components["schemas"]["TicketLink"][];
            /** @description Devices the desk is let look at for a time */
            looks: components["schemas"]["DeskLook"][];
            /** @description Tickets that stand in this one */
            members: components["schemas"]["DeskTicket"][];
            messages: components["schemas"]["TicketMessage"][];
            /** @description Facts that should be told and are not */
            missing: string[];
            /** @description A native speaker is asked for: their hours count */
            native?: boolean;
            /** Format: int64 */
            number: number;
            /** Format: date-time */
            opened_at: string;
            /** @description Who besides its author and the owner sees it */
            people: string[];
            /**
             * Format: date-time
             * @description By when an answer is promised
             */
            promise_at?: string;
            /** @description Why it is not answered */
            reason?: string;
            secrets: components["schemas"]["TicketSecret"][];
            /** @enum {string} */
            state: "open" | "answered" | "confirmed" | "grouped" | "escalated" | "unanswerable";
            subject: string;
            /** @description Why it might not be answered; a person decides */
            suggestions: ("empty" | "subject_only" | "monosyllabic" | "no_reply" | "abuse")[];
            /** @description Messages as a machine has translated them for the desk */
            translated: components["schemas"]["DeskTranslation"][];
            /** @description The desk has a service that translates */
            translates: boolean;
            /** @description Settled by whoever asked before anybody answered; it can be taken back */
            withdrawn?: boolean;
        };
        DeskDuty: {
            /** Format: date-time */
            ends: string;
            /** Format: uuid */
            id?: string;
            readonly name?: string;
            /** Format: date-time */
            starts: string;
            /** Format: uuid */
            user: string;
        };
        DeskLook: {
            /** Format: uuid */
            id: string;
            onward: boolean;
            /** Format: date-time */
            until: string;
        };
        DeskMacro: {
            asks?: boolean;
            /** Format: uuid */
            id?: string;
            name: string;
            texts: {
                [key: string]: string;
            };
        };
        DeskMailbox: {
            address: string;
            /**
             * @description What becomes of a letter that was taken: it is marked as read, moved to move_to, or deleted
             * @enum {string}
             */
            afterwards: "seen" | "move" | "delete";
            /**
             * Format: date-time
             * @description Since when it cannot be read
             */
            failing_since?: string;
            /** @description Which of the settings to look at */
            field?: string;
            /** @description Absent: INBOX */
            folder?: string;
            /** @example imap.example.com */
            host: string;
            /**
             * Format: uuid
             * @description That of the desk's address
             */
            id: string;
            /**
             * Format: int64
             * @description Letters that could not be taken, or are too large: they lie in the mailbox
             */
            left: number;
            /** Format: date-time */
            looked_at?: string;
            move_to?: string;
            /**
             * Format: int64
             * @description 993 or 143
             */
            port: number;
            /** @description name, private, timeout, connection, encryption, certificate, login, folder, move_to, read_only, refused */
            problem?: string;
            /** @description What the server answered, in its own words */
            said?: string;
            /**
             * Format: int64
             * @description Letters that were taken
             */
            taken: number;
            /**
             * Format: date-time
             * @description The last of them
             */
            taken_at?: string;
            /**
             * @description tls: encrypted from the first byte; starttls: after the greeting, and not without
             * @enum {string}
             */
            tls: "tls" | "starttls" | "none";
            /**
             * Format: date-time
             * @description When it is tried next
             */
            try_at?: string;
            /** @description Unread letters that lie there at the beginning are taken too */
            unread?: boolean;
            user: string;
        };
        DeskMailboxCheck: {
            /** @description Which of the settings to look at */
            field?: string;
            fine: boolean;
            /** @description name, private, timeout, connection, encryption, certificate, login, folder, move_to, refused */
            problem?: string;
            /** @description What the server answered, in its own words */
            said?: string;
        };
        DeskMailboxWanted: {
            /**
             * @description What becomes of a letter that was taken: it is marked as read, moved to move_to, or deleted
             * @enum {string}
             */
            afterwards: "seen" | "move" | "delete";
            /** @description Absent: INBOX */
            folder?: string;
            /** @example imap.example.com */
            host: string;
            move_to?: string;
            /** @description Absent: the one that is kept. It is never shown again */
            password?: string;
            /**
             * Format: int64
             * @description 993 or 143
             */
            port: number;
            /**
             * @description tls: encrypted from the first byte; starttls: after the greeting, and not without
             * @enum {string}
             */
            tls: "tls" | "starttls" | "none";
            /** @description Unread letters that lie there at the beginning are taken too */
            unread?: boolean;
            user: string;
        };
        DeskPage: {
            channels: components["schemas"]["SupportChannel"][];
            complaints_contact: string;
            complaints_name: string;
            hours: string;
            /** @description By language, in place of hours */
            hours_in?: {
                [key: string]: string;
            };
            languages: string[];
            phone: string;
        };
        DeskProduct: {
            download?: string;
            /** Format: uuid */
            id?: string;
            name: string;
            /** Format: date-time */
            released_on: string;
            /**
             * Format: date-time
             * @description Absent: five years after the release
             */
            supported_until?: string;
            version: string;
        };
        DeskPromises: {
            /**
             * Format: uuid
             * @description Absent: weekdays from nine to nine in the realm's time zone
             */
            calendar?: string;
            /** Format: int64 */
            clarifications: number;
            /** Format: int64 */
            critical_minutes: number;
            /** Format: int64 */
            deadline_days: number;
            /** Format: int64 */
            gold_minutes: number;
            /** Format: uuid */
            native_calendar?: string;
            /** Format: int64 */
            other_minutes: number;
            /** @description Who is woken for a critical error, besides whoever is on duty */
            page_emails: string[];
            /** Format: int64 */
            reopen_days: number;
            /** Format: int64 */
            second_line_minutes: number;
            /** Format: int64 */
            silver_minutes: number;
        };
        DeskReport: {
            lines: components["schemas"]["DeskReportLine"][];
            sum: components["schemas"]["DeskReportLine"];
        };
        DeskReportLine: {
            /** Format: int64 */
            confirmed: number;
            /**
             * Format: int64
             * @description Seconds until the first answer, of half of the tickets; 0: there are none
             */
            first_median: number;
            /**
             * Format: int64
             * @description Of nine in ten
             */
            first_ninth: number;
            /**
             * Format: int64
             * @description First answered within what was promised
             */
            in_time: number;
            /**
             * Format: int64
             * @description Promises of all answers, not of the first alone
             */
            kept: number;
            /** @description A day (the first of a week or month), a tier, a kind, or an id; empty: none */
            key: string;
            /**
             * Format: int64
             * @description Not answered, and past what was promised
             */
            late: number;
            /** Format: int64 */
            missed: number;
            /** @description Of a team, category or person */
            name?: string;
            /** Format: int64 */
            opened: number;
            /** Format: int64 */
            resolved: number;
            /**
             * Format: int64
             * @description Seconds until the last answer of what is resolved
             */
            resolved_median: number;
            /** Format: int64 */
            resolved_ninth: number;
            /**
             * Format: int64
             * @description First answered after it
             */
            too_late: number;
            /** Format: int64 */
            waiting: number;
        };
        DeskSet: {
            addresses: components["schemas"]["DeskAddress"][];
            calendars: components["schemas"]["DeskCalendar"][];
            categories: components["schemas"]["DeskCategory"][];
            duties: components["schemas"]["DeskDuty"][];
            macros: components["schemas"]["DeskMacro"][];
            page: components["schemas"]["DeskPage"];
            products: components["schemas"]["DeskProduct"][];
            promises: components["schemas"]["DeskPromises"];
            teams: components["schemas"]["DeskTeam"][];
        };
        DeskSpan: {
            /**
             * Format: int64
             * @description 0 is Sunday
             */
            day: number;
            /**
             * Format: int64
             * @description Minutes from midnight
             */
            from: number;
            /** Format: int64 */
            to: number;
        };
        DeskTeam: {
            /** Format: uuid */
            calendar?: string;
            /** Format: uuid */
            id?: string;
            /** Format: int64 */
            line: number;
            members: string[];
            name: string;
            /** Format: int64 */
            target_minutes?: number;
        };
        DeskTicket: {
            /** Format: date-time */
            asked_at: string;
            /** Format: uuid */
            assignee?: string;
            author: string;
            /** @description The answer asks something */
            awaiting: boolean;
            /** Format: uuid */
            category?: string;
            /** Format: date-time */
            changed_at: string;
            critical: boolean;
            critical_why?: string;
            /**
             * Format: uuid
             * @description Whose it is; absent: somebody who is no customer yet
             */
            customer?: string;
            /**
             * @description own: somebody of the desk's own tenant
             * @enum {string}
             */
            customer_kind?: "reseller" | "account" | "own";
            /** @description Absent: they are served elsewhere now */
            customer_name?: string;
            /**
             * Format: date-time
             * @description By when at the latest, where the desk is very busy
             */
            deadline_at?: string;
            /** @enum {string} */
            desk_state: "open" | "answered" | "confirmed" | "grouped" | "escalated" | "unanswerable";
            email?: string;
            facts: {
                [key: string]: string;
            };
            /** Format: date-time */
            first_answer_at?: string;
            /** Format: uuid */
            follows?: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "question" | "stolen_login" | "cancellation" | "tracker_claim" | "sms_dispute" | "complaint" | "incident";
            /**
             * Format: uuid
             * @description The ticket this one stands in
             */
            lead?: string;
            locale?: string;
            /** @description A native speaker is asked for: their hours count */
            native?: boolean;
            /** Format: int64 */
            number: number;
            /** Format: date-time */
            opened_at: string;
            /**
             * Format: date-time
             * @description By when an answer is promised
             */
            promise_at?: string;
            /** Format: date-time */
            queue_at: string;
            /** @description Why it is not answered */
            reason?: string;
            refusal?: string;
            /** @enum {string} */
            state: "open" | "answered" | "confirmed" | "grouped" | "escalated" | "unanswerable";
            subject: string;
            /** Format: uuid */
            team?: string;
            /** @enum {string} */
            tier: "gold" | "silver" | "other";
            /** @enum {string} */
            via: "app" | "mail" | "phone" | "form" | "escalation" | "desk";
            /** @description Settled by whoever asked before anybody answered; it can be taken back */
            withdrawn?: boolean;
        };
        DeskTranslation: {
            /** Format: date-time */
            at: string;
            body: string;
            /** @description What the machine takes the message for, in two or three letters */
            from?: string;
            /** Format: uuid */
            message: string;
            /** @enum {string} */
            to: "en" | "ru" | "es" | "pt" | "fr";
        };
        DeskTranslator: {
            /** @description There is one. Without it nothing is translated, and nothing is sent anywhere */
            set: boolean;
            /** Format: date-time */
            set_at?: string;
            /** @description Of a service that speaks as DeepL's API does; absent: DeepL's own */
            url?: string;
        };
        DeskTranslatorCheck: {
            fine: boolean;
            /**
             * Format: int64
             * @description How many may be; absent: as many as one likes
             */
            limit?: number;
            /** @enum {string} */
            problem?: "key" | "quota" | "busy" | "too_long" | "connection" | "private" | "refused";
            /**
             * Format: int64
             * @description Letters that were translated in the current period
             */
            used: number;
        };
        DeskTranslatorWanted: {
            /** @description Absent: the one that is kept. It is never shown again */
            key?: string;
            /**
             * @description Absent: DeepL's own, by the kind of the key
             * @example https://translate.example.com
             */
            url?: string;
        };
        DeskView: {
            /** @description What is shown of each ticket; absent: the usual */
            columns?: ("state" | "asker" | "customer" | "tier" | "due" | "assignee" | "team" | "category" | "kind" | "via" | "asked" | "opened" | "changed")[] | null;
            /**
             * Format: int64
             * @description How many tickets are in it; 1000: as many or more
             */
            readonly count?: number;
            filter: components["schemas"]["Filter"];
            /** Format: uuid */
            id?: string;
            name: string;
            /** @description Of everybody at the desk */
            readonly shared?: boolean;
        };
        DocumentAcceptance: {
            /** @description Program */
            agent: string;
            agreement?: components["schemas"]["AcceptedAgreement"];
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            customer: string;
            /** @description Empty once the customer has left */
            customer_name: string;
            /**
             * Format: uuid
             * @description The version, or the document by agreement
             */
            document: string;
            /** @description SHA-256 of what the version says in all its languages */
            fingerprint: string;
            /** @description Network address */
            from: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "terms" | "privacy" | "support" | "sms";
            /** @description At that moment; empty once the person was removed */
            login: string;
            /** @description Of the account */
            number: string;
            person: string;
            title: string;
            /**
             * Format: uuid
             * @description Only zeros where the way is agreement: it was signed, and nobody accepted it
             */
            user: string;
            /** Format: int64 */
            version: number;
            /**
             * @description agreement: another document applies instead, by a signed agreement
             * @enum {string}
             */
            way: "signed_up" | "accepted" | "used" | "agreement";
        };
        DocumentChange: {
            after?: string;
            before?: string;
            /** @description Of a paragraph that changed, in the order of reading */
            pieces?: components["schemas"]["DocumentPiece"][] | null;
            /** @enum {string} */
            what: "same" | "added" | "removed" | "changed";
        };
        DocumentChanges: {
            /**
             * Format: int64
             * @description The version it follows; 0: none, it is the first
             */
            before: number;
            changes: components["schemas"]["DocumentChange"][];
            /** Format: date-time */
            effective_at: string;
            /**
             * Format: uuid
             * @description Of the version
             */
            id: string;
            /** @enum {string} */
            kind: "terms" | "privacy" | "support" | "sms";
            /** @description Both are compared in this language */
            locale: string;
            title: string;
            /** Format: int64 */
            version: number;
        };
        DocumentHead: {
            /** Format: date-time */
            effective_at: string;
            /**
             * Format: uuid
             * @description Of the version: this is what is accepted
             */
            id: string;
            /** @enum {string} */
            kind: "terms" | "privacy" | "support" | "sms";
            locales: string[];
            /** Format: date-time */
            posted_at: string;
            title: string;
            /** Format: int64 */
            version: number;
            /**
             * Format: date-time
             * @description It was taken back before its date, and never comes in force
             */
            withdrawn_at?: string;
        };
        DocumentHistory: {
            /** @enum {string} */
            kind: "terms" | "privacy" | "support" | "sms";
            /**
             * Format: int64
             * @description How many days ahead a new version is posted at least: none while nobody is bound, twice as many where resellers are
             */
            notice_days: number;
            /** @description The newest first */
            versions: components["schemas"]["DocumentVersion"][];
        };
        DocumentList: {
            /** @description Posted, and not in force yet */
            announced: components["schemas"]["DocumentHead"][];
            current: components["schemas"]["DocumentHead"][];
        };
        DocumentPiece: {
            text: string;
            /** @enum {string} */
            what: "same" | "added" | "removed";
        };
        DocumentPreview: {
            /** @description Used and without a value: nothing can be posted until they have one */
            missing: components["schemas"]["DocumentVariable"][];
            /** @description Filled; what is missing stands as it was written */
            texts: components["schemas"]["VersionText"][];
            /** @description Between double braces, and no variable */
            unknown: string[];
        };
        DocumentStarter: {
            texts: components["schemas"]["VersionText"][];
            /** @description All there are, with their values now */
            variables: components["schemas"]["DocumentVariable"][];
        };
        DocumentText: {
            /** @description Paragraphs parted by empty lines; ## begins a heading, - an item of a list */
            body: string;
            /** Format: date-time */
            effective_at: string;
            /**
             * Format: uuid
             * @description Of the version: this is what is accepted
             */
            id: string;
            /** @enum {string} */
            kind: "terms" | "privacy" | "support" | "sms";
            /** @description Of title and text: the one asked for, or the first there is */
            locale: string;
            locales: string[];
            /** Format: date-time */
            posted_at: string;
            title: string;
            /** Format: int64 */
            version: number;
            /**
             * Format: date-time
             * @description It was taken back before its date, and never comes in force
             */
            withdrawn_at?: string;
        };
        DocumentVariable: {
            field: string;
            /** @description Written as {{name}} */
            name: string;
            /**
             * @description Where its value is kept
             * @enum {string}
             */
            source: "brand" | "entity" | "domain" | "support";
            /** @description Empty: it is missing */
            value: string;
        };
        DocumentVersion: {
            /**
             * Format: int64
             * @description Of how many customers somebody has accepted it
             */
            accepted: number;
            current: boolean;
            /** Format: date-time */
            effective_at: string;
            /** @description SHA-256 of what it says in all its languages */
            fingerprint: string;
            /** Format: uuid */
            id: string;
            locales: string[];
            /** Format: date-time */
            posted_at: string;
            /** @description A starter text that nobody of the brand has written */
            starter: boolean;
            title: string;
            /** Format: int64 */
            version: number;
            /**
             * Format: date-time
             * @description It was taken back before its date, and never comes in force
             */
            withdrawn_at?: string;
        };
        Domain: {
            /** Format: date-time */
            active_at?: string;
            /** @description The brand is shown there */
            answers: boolean;
            /** Format: date-time */
            asked_at: string;
            certificate: components["schemas"]["DomainCertificate"];
            /** Format: date-time */
            check_at: string;
            /** Format: date-time */
            checked_at?: string;
            /** @description Another proof stands at the same name */
            contested: boolean;
            /**
             * @description Why it is detached
             * @enum {string}
             */
            ended?: "unproved" | "abandoned" | "lost";
            /** @description What the last look at the DNS has found */
            findings: components["schemas"]["DomainFinding"][];
            /** @description An address that came with the account: it always answers, and cannot be removed */
            given: boolean;
            host: string;
            /** Format: uuid */
            id: string;
            primary: boolean;
            /** @description What to set in the DNS */
            records: components["schemas"]["DomainRecord"][];
            /** @description Browsers are sent on to the primary one */
            redirects: boolean;
            /**
             * @description pending: its proof is waited for; verified: it does not point here yet; issuing: its certificate is waited for; degraded: live as far as it goes
             * @enum {string}
             */
            state: "pending" | "verified" | "issuing" | "active" | "degraded" | "detached";
            /**
             * Format: date-time
             * @description Since when something has been wrong
             */
            troubled_at?: string;
        };
        DomainCertificate: {
            /** Format: int64 */
            failures: number;
            issuer?: string;
            /**
             * Format: date-time
             * @description When the next is asked for
             */
            next_at?: string;
            /** Format: date-time */
            not_after?: string;
            /** Format: date-time */
            not_before?: string;
            /** @description What the authority said last */
            problem?: string;
            /** @enum {string} */
            source: "acme" | "own";
        };
        DomainFinding: {
            /** @description Whose proxy stands in between */
            by?: string;
            /** @description fine, or what is wrong: proof_missing, proof_wrong, proof_misplaced, name_missing, zone_broken, address_missing, address_wrong, address_mixed, stray_ipv6, proxied, issuer_forbidden, certificate_expiring, certificate_expired, certificate_missing */
            code: string;
            found: string[];
            name: string;
            record: string;
            want: string[];
        };
        DomainRecord: {
            /** @description One of those with this set is enough */
            either: boolean;
            name: string;
            record: string;
            value: string;
        };
        DormantAccount: {
            /** Format: date-time */
            created_at: string;
            /** Format: uuid */
            id: string;
            name: string;
            number: string;
            /** Format: int64 */
            objects: number;
            /**
             * Format: date-time
             * @description From when on it may be removed; absent: it was not warned
             */
            removable_at?: string;
            /**
             * Format: date-time
             * @description When somebody was last here; absent: never
             */
            seen_at?: string;
            /** Format: date-time */
            warned_at?: string;
        };
        DraftTranslation: {
            body: string;
            /** @description What the machine takes the draft for */
            from?: string;
        };
        "Draw-brand-paperRequest": {
            body: string;
            /** Format: uuid */
            customer?: string;
            subject?: string;
        };
        Earned: {
            /**
             * Format: int64
             * @description In minor units; below zero: it lowers what was earned
             */
            amount: number;
            currency: string;
            /**
             * Format: uuid
             * @description Of the price list
             */
            item?: string;
            /**
             * Format: date
             * @description Its first day
             */
            month: string;
            name?: string;
            /**
             * Format: int64
             * @description How many were sold: periods of objects, packages, days of objects; of what lowers it, entries
             */
            pieces: number;
            /** @enum {string} */
            source: "plan" | "package" | "wholesale" | "given_back" | "bonuses" | "corrections" | "commission" | "fees" | "disputes";
        };
        EffectiveLimits: {
            objects: components["schemas"]["LimitNumber"];
            reports: components["schemas"]["LimitSwitch"];
            retention: components["schemas"]["LimitWord"];
            sms: components["schemas"]["LimitSwitch"];
            sub_resellers: components["schemas"]["LimitSwitch"];
            support: components["schemas"]["LimitWord"];
            users: components["schemas"]["LimitNumber"];
        };
        "End-agreed-documentRequest": {
            /**
             * Format: date-time
             * @description Absent: as soon as the notice allows
             */
            ends_at?: string;
        };
        "Enter-actingRequest": {
            token: string;
            /**
             * @description token: answer the token, for programs; otherwise it is set as a cookie
             * @enum {string}
             */
            transport?: "cookie" | "token";
        };
        "Escalate-ticketRequest": {
            attachments?: string[] | null;
            body: string;
            /** @description It is critical to the level above too, and wakes somebody there. The ticket's own state is not taken over */
            critical?: boolean;
            facts?: {
                [key: string]: string;
            };
            subject: string;
        };
        EscalationDraft: {
            body: string;
            facts: {
                [key: string]: string;
            };
            files: components["schemas"]["TicketAttachment"][];
            /**
             * Format: int64
             * @description How much that tells of a person or a device was taken out
             */
            masked: number;
            subject: string;
        };
        FailedNotice: {
            /** Format: date-time */
            at: string;
            /** Format: int64 */
            attempts: number;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            tenant: string;
            /** @description Empty: it is there no more */
            tenant_name: string;
            topic: string;
            why: string;
        };
        Filter: {
            assignee?: string;
            awaiting?: boolean;
            category?: string;
            critical?: boolean;
            customer?: string;
            kind?: string;
            mine?: boolean;
            native?: boolean;
            nobodys?: boolean;
            sort?: string;
            states?: string[] | null;
            team?: string;
            tier?: string;
        };
        "Give-creditRequest": {
            /**
             * Format: int64
             * @description In minor units; 0: none, all is paid in advance
             */
            credit: number;
            currency: string;
            /** @description For the audit */
            reason: string;
        };
        "Give-secretRequest": {
            /** Format: int64 */
            hours: number;
            label: string;
            value: string;
        };
        "Grant-accessRequest": {
            /** Format: int64 */
            hours: number;
            /** @description 3 to 500 letters */
            reason: string;
        };
        "Grant-lookRequest": {
            /** Format: int64 */
            hours: number;
            /** Format: uuid */
            object: string;
            /** @description The desk may let the one above it look as well, for no longer */
            onward?: boolean;
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
        "Group-ticketRequest": {
            /** Format: uuid */
            lead: string;
        };
        GroupName: {
            name: string;
        };
        "Hand-look-onRequest": {
            /** Format: uuid */
            through: string;
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
        Health: {
            /** Format: date-time */
            at: string;
            /** @description What is still to be done */
            backlog: components["schemas"]["Work"][];
            database: components["schemas"]["Database"];
            go: string;
            ingest: components["schemas"]["Ingest"];
            /** @description What must be ready, each with what is in the way */
            parts: components["schemas"]["Part"][];
            /** @description What this process does: gateway, worker, web */
            roles: string[];
            /**
             * Format: date-time
             * @description When this process began
             */
            started_at: string;
            version: string;
        };
        Help: {
            brand: string;
            email: string;
            hours: string;
            hours_in?: {
                [key: string]: string;
            };
            phone: string;
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
            proof?: "code" | "password";
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
        Import: {
            /** @description Who brought it; empty: the operator */
            by: string;
            counts: components["schemas"]["ImportCounts"];
            /** Format: date-time */
            created_at: string;
            /**
             * Format: int64
             * @description How much of it is done
             */
            done: number;
            file_name: string;
            /** Format: date-time */
            finished_at?: string;
            /** @description What the file calls its columns */
            headings: string[];
            /** Format: uuid */
            id: string;
            /** @description Whoever has an e-mail chooses a password by a letter, in place of a first password */
            invites: boolean;
            /** Format: int64 */
            lines: number;
            /** @description Which field each column is; empty: it is left aside */
            mapping: string[];
            /** @description Protocol of trackers whose line names none */
            protocol?: string;
            /** @description The first lines */
            samples: (string[] | null)[];
            /** Format: date-time */
            started_at?: string;
            /** @enum {string} */
            state: "draft" | "checking" | "checked" | "running" | "done" | "undoing" | "undone" | "failed";
            /**
             * Format: int64
             * @description What the present pass has to do
             */
            todo: number;
            /**
             * Format: date-time
             * @description Until when it can be taken back
             */
            undo_until?: string;
            /** Format: date-time */
            undone_at?: string;
        };
        "Import-statementRequest": {
            /** @description Look only */
            dry_run?: boolean;
            /** @description Base64 */
            file: string;
            name?: string;
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
        ImportCounts: {
            /**
             * Format: int64
             * @description What was there before and was changed: undoing puts it back
             */
            altered: number;
            /** Format: int64 */
            changed: number;
            /**
             * Format: int64
             * @description Lines by which something was created
             */
            created: number;
            /**
             * Format: int64
             * @description Customers created; so with the rest
             */
            customers: number;
            /** Format: int64 */
            groups: number;
            /**
             * Format: int64
             * @description What undoing has left
             */
            left: number;
            /**
             * Format: int64
             * @description Letters with a link to choose a password
             */
            letters: number;
            /**
             * Format: int64
             * @description What was created in all
             */
            made: number;
            /** Format: int64 */
            objects: number;
            /**
             * Format: int64
             * @description First passwords that nobody has fetched yet
             */
            passwords: number;
            /**
             * Format: int64
             * @description Trackers that wait for their device
             */
            trackers: number;
            /** Format: int64 */
            unchanged: number;
            /** Format: int64 */
            undone: number;
            /** Format: int64 */
            users: number;
            /** Format: int64 */
            wrong: number;
        };
        ImportFields: {
            fields: string[];
            protocols: components["schemas"]["ImportProtocol"][];
        };
        ImportLeft: {
            /** @description Which fields were not put back; empty: it was created by the import */
            fields: string[];
            /** @enum {string} */
            kind: "customer" | "user" | "group" | "object";
            /** Format: int64 */
            line: number;
            name: string;
            /** @enum {string} */
            reason: "changed" | "in_use";
        };
        ImportLine: {
            cells: string[];
            /** Format: int64 */
            line: number;
            /**
             * @description Absent: not known yet
             * @enum {string}
             */
            outcome?: "created" | "changed" | "unchanged" | "wrong";
            problems: components["schemas"]["ImportProblem"][];
            /** @description customer, user, object, group: created, changed or unchanged; tracker: waiting */
            told: {
                [key: string]: string;
            };
        };
        ImportProblem: {
            field?: string;
            message: string;
            reason: string;
        };
        ImportProtocol: {
            name: string;
            title: string;
        };
        Ingest: {
            /** @description Trackers connected, by protocol */
            connections: components["schemas"]["ByName"][];
            /**
             * Format: double
             * @description Transactions of the store that failed and were tried again
             */
            failures: number;
            /** @description Frames decoded, by protocol */
            frames: components["schemas"]["ByName"][];
            /**
             * Format: double
             * @description From the receipt of a record to its row, of the slowest shard
             */
            lag_seconds: number;
            /** @description Records, by what became of them */
            records: components["schemas"]["ByName"][];
            /**
             * Format: double
             * @description Records brought into the database
             */
            stored: number;
            /** @description Frames not accepted, by protocol */
            undecodable: components["schemas"]["ByName"][];
            /**
             * Format: double
             * @description Packets not acknowledged because the spool did not take them
             */
            unspooled: number;
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
            locale?: "" | "en" | "ru" | "es" | "pt" | "fr";
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
        InvitedOwner: {
            /** @description Absent: they have a login, or the link was sent */
            invitation_path?: string;
        };
        IssuedPaper: {
            /**
             * Format: uuid
             * @description The invoice that a credit note is about
             */
            corrects?: string;
            currency: string;
            /** Format: uuid */
            customer: string;
            customer_name: string;
            /** Format: date */
            day: string;
            /**
             * Format: date
             * @description The first day it is about
             */
            from?: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "statement" | "invoice" | "receipt" | "credit_note";
            number: string;
            /** @description Of the bytes of its PDF */
            sha256: string;
            /** Format: int64 */
            tax: number;
            /**
             * Format: int64
             * @description In hundredths of a percent, within the total; absent: it says nothing of tax
             */
            tax_rate?: number;
            /**
             * Format: date
             * @description The last day it is about
             */
            to?: string;
            /**
             * Format: int64
             * @description In minor units; of a statement the closing balance
             */
            total: number;
        };
        ItemsAccessGrant: {
            items: components["schemas"]["AccessGrant"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsActing: {
            items: components["schemas"]["Acting"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsAgreedDocument: {
            items: components["schemas"]["AgreedDocument"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsAgreementFile: {
            items: components["schemas"]["AgreementFile"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsAllowedLook: {
            items: components["schemas"]["AllowedLook"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsApplication: {
            items: components["schemas"]["Application"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsAuditEntry: {
            items: components["schemas"]["AuditEntry"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsBinding: {
            items: components["schemas"]["Binding"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsBookSums: {
            items: components["schemas"]["BookSums"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsBrandLetter: {
            items: components["schemas"]["BrandLetter"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsBrandVersion: {
            items: components["schemas"]["BrandVersion"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsClosedCustomer: {
            items: components["schemas"]["ClosedCustomer"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsComingMaintenance: {
            items: components["schemas"]["ComingMaintenance"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsCustomer: {
            items: components["schemas"]["Customer"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsCustomerNote: {
            items: components["schemas"]["CustomerNote"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsCustomerPerson: {
            items: components["schemas"]["CustomerPerson"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsCustomersObject: {
            items: components["schemas"]["CustomersObject"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsCustomersTrace: {
            items: components["schemas"]["CustomersTrace"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsCustomersTracker: {
            items: components["schemas"]["CustomersTracker"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsDeskMailbox: {
            items: components["schemas"]["DeskMailbox"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsDeskTicket: {
            items: components["schemas"]["DeskTicket"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsDeskView: {
            items: components["schemas"]["DeskView"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsDocumentAcceptance: {
            items: components["schemas"]["DocumentAcceptance"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsDocumentHistory: {
            items: components["schemas"]["DocumentHistory"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsDomain: {
            items: components["schemas"]["Domain"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsDormantAccount: {
            items: components["schemas"]["DormantAccount"][];
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
        ItemsImport: {
            items: components["schemas"]["Import"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsImportLeft: {
            items: components["schemas"]["ImportLeft"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsImportLine: {
            items: components["schemas"]["ImportLine"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsInvitation: {
            items: components["schemas"]["Invitation"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsIssuedPaper: {
            items: components["schemas"]["IssuedPaper"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsKeptText: {
            items: components["schemas"]["KeptText"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsKey: {
            items: components["schemas"]["Key"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsListedPackage: {
            items: components["schemas"]["ListedPackage"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsListedPlan: {
            items: components["schemas"]["ListedPlan"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsLooker: {
            items: components["schemas"]["Looker"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsMailSuppression: {
            items: components["schemas"]["MailSuppression"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsMaintenance: {
            items: components["schemas"]["Maintenance"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsMarginEntry: {
            items: components["schemas"]["MarginEntry"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsMeteredDay: {
            items: components["schemas"]["MeteredDay"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsMyDocument: {
            items: components["schemas"]["MyDocument"][];
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
        ItemsPaper: {
            items: components["schemas"]["Paper"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsPayment: {
            items: components["schemas"]["Payment"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsPaymentTakeback: {
            items: components["schemas"]["PaymentTakeback"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsPayout: {
            items: components["schemas"]["Payout"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsPayoutRequest: {
            items: components["schemas"]["PayoutRequest"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsPerson: {
            items: components["schemas"]["Person"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsPlatformHost: {
            items: components["schemas"]["PlatformHost"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsProtocol: {
            items: components["schemas"]["Protocol"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsProviderDocument: {
            items: components["schemas"]["ProviderDocument"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsQuestion: {
            items: components["schemas"]["Question"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsQueuedRequest: {
            items: components["schemas"]["QueuedRequest"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsRecipient: {
            items: components["schemas"]["Recipient"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsSession: {
            items: components["schemas"]["Session"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsStatementLine: {
            items: components["schemas"]["StatementLine"][];
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
        ItemsStolenReport: {
            items: components["schemas"]["StolenReport"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsSubscription: {
            items: components["schemas"]["Subscription"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsTicket: {
            items: components["schemas"]["Ticket"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsTopup: {
            items: components["schemas"]["Topup"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsTrashedObject: {
            items: components["schemas"]["TrashedObject"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsUnidentifiedPayment: {
            items: components["schemas"]["UnidentifiedPayment"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsWallet: {
            items: components["schemas"]["Wallet"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsWalletEntry: {
            items: components["schemas"]["WalletEntry"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsWatchedObject: {
            items: components["schemas"]["WatchedObject"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsWebhook: {
            items: components["schemas"]["Webhook"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsWebhookCall: {
            items: components["schemas"]["WebhookCall"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        ItemsWholesaleReseller: {
            items: components["schemas"]["WholesaleReseller"][];
            /** @description Give it as after for the next page; absent on the last. */
            next?: string;
        };
        Job: {
            /**
             * Format: date-time
             * @description When it last began; absent: not yet
             */
            begun_at?: string;
            /**
             * Format: int64
             * @description How much it did when there was something to do
             */
            did: number;
            /** Format: date-time */
            did_at?: string;
            /** Format: int64 */
            every_seconds: number;
            /** Format: int64 */
            failures: number;
            /** @example renewal */
            name: string;
            /** @description Why it failed the last time; absent: it did not */
            problem?: string;
            running: boolean;
            /**
             * Format: int64
             * @description How often since the process began
             */
            runs: number;
            /**
             * Format: double
             * @description How long it took the last time
             */
            seconds: number;
        };
        Kept: {
            /** Format: date-time */
            at: string;
            brand: string;
            /** @description What the user did, as it was written down; the last ten thousand */
            deeds: components["schemas"]["Deed"][];
            /** Format: date-time */
            joined_at: string;
            /** Format: date-time */
            password_changed_at: string;
            profile: components["schemas"]["MyUser"];
            role: string;
            sessions: components["schemas"]["Session"][];
            /** Format: uuid */
            tenant: string;
        };
        KeptText: {
            /** @description Paragraphs parted by empty lines; ## begins a heading, - an item of a list; {{variables}} are filled when it is posted */
            body: string;
            /** @enum {string} */
            locale: "en" | "ru" | "es" | "pt" | "fr";
            /** @description The body as it was written */
            template: string;
            title: string;
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
        Lasting: {
            currency?: string;
            /** Format: int64 */
            days: number;
            /**
             * Format: int64
             * @description How much is short then
             */
            missing: number;
            /**
             * Format: int64
             * @description What the thirty days to come cost
             */
            month: number;
            next: components["schemas"]["DebitToCome"][];
            /**
             * Format: date-time
             * @description The first debit that cannot be paid; absent: none for more than a year, or nothing costs
             */
            until?: string;
        };
        LedgerEntry: {
            /** @example wallet */
            account: string;
            /** Format: int64 */
            amount: number;
        };
        LedgerTransaction: {
            /** Format: date-time */
            booked_at: string;
            by?: string;
            comment: string;
            currency: string;
            /** Format: uuid */
            customer?: string;
            customer_name?: string;
            /** Format: date */
            effective: string;
            /** @description They sum to zero */
            entries: components["schemas"]["LedgerEntry"][];
            /** Format: uuid */
            id: string;
            kind: string;
            /** @description Of a charge: the objects it was for, 500 at most */
            parts: components["schemas"]["ChargePart"][];
            /** Format: uuid */
            reversed_by?: string;
            /** Format: uuid */
            reverses?: string;
            /** @description It can be reversed by hand */
            reversible: boolean;
        };
        Left: {
            /** @description Address they came from; empty: nobody acted */
            back: string;
        };
        LegalEntity: {
            address: string;
            /** @description An IBAN, or twenty digits; empty: no payments by bank */
            bank_account: string;
            /** @description A BIC, or the Russian BIK */
            bank_code: string;
            bank_name: string;
            /** @description The bank's correspondent account, in Russia */
            correspondent: string;
            /** @description The account's, ISO 3166-1 alpha-2: decides which numbers there are. Changed in its settings, and not here */
            country?: string;
            email: string;
            /**
             * @description What it is; absent: a company
             * @enum {string}
             */
            form?: "company" | "sole_trader" | "person";
            /** @description Empty: papers say the brand's, or the account's name */
            name: string;
            phone: string;
            /** @description Its number in the register of companies */
            registration: string;
            tax_number: string;
            /**
             * Format: int64
             * @description Of one's own invoices, in hundredths of a percent, within the prices; absent: papers say nothing of tax
             */
            tax_rate?: number;
            /** @description The Russian KPP */
            tax_reason: string;
        };
        LimitNumber: {
            /**
             * Format: int64
             * @description Absent: not bounded
             */
            most?: number;
            source: components["schemas"]["LimitSource"];
            /** Format: int64 */
            used: number;
        };
        LimitSource: {
            /**
             * @description base: a plan that the plan is based on; above: the provider; absent: nobody speaks of it
             * @enum {string}
             */
            layer?: "plan" | "base" | "contract" | "package" | "above";
            /** @description Of the plan or package */
            name?: string;
        };
        LimitSwitch: {
            on: boolean;
            source: components["schemas"]["LimitSource"];
        };
        LimitWord: {
            source: components["schemas"]["LimitSource"];
            value: string;
        };
        Limits: {
            /** Format: int64 */
            objects?: number;
            reports?: boolean;
            /**
             * @description How many months positions are kept
             * @enum {string}
             */
            retention?: "m3" | "m12" | "m36";
            /** @description Of a reseller, in a wholesale plan or in what was agreed with it: its site and its sign-in page name its provider; said nowhere, they do not */
            shows_provider?: boolean;
            sms?: boolean;
            /** @description Of a reseller: it may have resellers of its own */
            sub_resellers?: boolean;
            /** @enum {string} */
            support?: "none" | "other" | "silver" | "gold";
            /** Format: int64 */
            users?: number;
        };
        LinkBodyBody: {
            /** @description What follows # in the link */
            token: string;
        };
        ListedPackage: {
            /** Format: date-time */
            archived_at?: string;
            countries: string[];
            /** Format: date-time */
            created_at: string;
            description: string;
            for_chosen: boolean;
            /** Format: uuid */
            id: string;
            name: string;
            /** @enum {string} */
            unit?: "SMS";
            versions: components["schemas"]["PackageVersion"][];
        };
        ListedPlan: {
            /**
             * Format: date-time
             * @description Not sold any more; whoever has it keeps it
             */
            archived_at?: string;
            /**
             * Format: uuid
             * @description Looked at for what this plan does not say
             */
            base?: string;
            /** @description Every object begins on it */
            begins: boolean;
            /** @description Only for those whose contract names it */
            by_agreement: boolean;
            /** @description Of the customer; none: sold in all */
            countries: string[];
            /** Format: date-time */
            created_at: string;
            description: string;
            free: boolean;
            /** Format: uuid */
            id: string;
            /**
             * @description wholesale: of resellers
             * @enum {string}
             */
            kind: "object" | "wholesale";
            name: string;
            /**
             * Format: int64
             * @description How many objects, or resellers, have it
             */
            used: number;
            /** @description The newest first */
            versions: components["schemas"]["PlanVersion"][];
        };
        "Lock-brand-letterRequest": {
            locked: boolean;
        };
        "Look-at-ticketRequest": {
            writing?: boolean;
        };
        Looker: {
            name: string;
            /** Format: date-time */
            since: string;
            writing?: boolean;
        };
        MadeID: {
            /** Format: uuid */
            id: string;
        };
        MailRecord: {
            /** @enum {string} */
            for: "dkim" | "spf" | "dmarc" | "bounces";
            name: string;
            /** @description Letters arrive without it */
            optional: boolean;
            /** @enum {string} */
            record: "TXT" | "MX";
            value: string;
        };
        MailSender: {
            /**
             * @description That letters come from
             * @example hello@example.com
             */
            address?: string;
            /** @description Letters that come back are counted: the records for it stand */
            bounces: boolean;
            /** Format: date-time */
            checked_at?: string;
            /** @description Whose records are looked at */
            domain?: string;
            /**
             * Format: date-time
             * @description Since when the server takes no letters
             */
            failing_since?: string;
            /** @description What the last look at the DNS has found */
            findings: components["schemas"]["DomainFinding"][];
            /** @description One is kept; it is never shown */
            has_password: boolean;
            /** @example smtp.example.com */
            host?: string;
            /**
             * @description neutral: from an address that names nobody, under the brand's name; own: through a mail server of the brand's
             * @enum {string}
             */
            mode: "neutral" | "own";
            /** @description Beside the address; empty: the brand's */
            name?: string;
            /**
             * Format: int64
             * @description 587, 465, 25 or 2525
             */
            port?: number;
            /** @description name, private, timeout, connection, certificate, encryption, login, sender, reader, content */
            problem?: string;
            /** @description What to set in the DNS */
            records: components["schemas"]["MailRecord"][];
            /** @description Where answers go; empty: to the address */
            reply_to?: string;
            /** @description What it answered, in its own words */
            said?: string;
            /**
             * Format: date-time
             * @description Since when letters are signed with the key below
             */
            signed_at?: string;
            /**
             * @description starttls: encrypted after the greeting, and not without; tls: from the first byte
             * @enum {string}
             */
            tls?: "" | "starttls" | "tls" | "none";
            /**
             * Format: date-time
             * @description When it is tried next
             */
            try_at?: string;
            user?: string;
            /**
             * Format: int64
             * @description Letters that wait for it
             */
            waiting: number;
        };
        MailSuppression: {
            address: string;
            /** Format: date-time */
            at: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            reason: "bounce" | "complaint" | "stopped";
            /** @description What the other server said */
            said?: string;
            /**
             * Format: int64
             * @description Letters that were not sent for it
             */
            withheld: number;
            /**
             * Format: date-time
             * @description The last of them
             */
            withheld_at?: string;
        };
        MailTrial: {
            /** @description name, private, timeout, connection, certificate, encryption, login, sender, reader, content */
            problem?: string;
            /** @description What the server answered, in its own words */
            said?: string;
            sent: boolean;
            to: string;
        };
        Maintenance: {
            /** Format: date-time */
            cancelled_at?: string;
            /** Format: date-time */
            ends_at: string;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            posted_at: string;
            /** Format: date-time */
            starts_at: string;
            /** @description By language */
            texts: {
                [key: string]: string;
            };
        };
        "Make-domain-primaryRequest": {
            /** @description Send browsers there that come to the brand's other addresses */
            redirect_others: boolean;
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
        ManyChanged: {
            /** Format: int64 */
            changed: number;
        };
        ManyObjects: {
            /** @description Objects, each once: all are dealt with, or none */
            ids: string[];
        };
        Margin: {
            /** @description Owed to the level above */
            costs: components["schemas"]["Cost"][];
            earned: components["schemas"]["Earned"][];
        };
        MarginCustomer: {
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "reseller" | "account";
            name: string;
            number: string;
            /** @enum {string} */
            status: "active" | "suspended" | "closed" | "moved";
        };
        MarginEntry: {
            /**
             * Format: int64
             * @description In minor units; below zero: it lowers what was earned
             */
            amount: number;
            /**
             * Format: date-time
             * @description When it was booked; of wholesale, the midnight that the metered day began with
             */
            at: string;
            comment?: string;
            /** @description Absent: nobody's, like a fee */
            customer?: components["schemas"]["MarginCustomer"];
            /**
             * Format: uuid
             * @description Of the debit's transaction, of the package, or of the entry's; of wholesale, the reseller's
             */
            id: string;
            /** @description Of the transaction */
            kind?: string;
            /**
             * Format: int64
             * @description As of the figure; free of charge counts there, and stands in no entry
             */
            pieces: number;
            /**
             * Format: uuid
             * @description Absent of a metered day: many of them are debited at once
             */
            transaction?: string;
        };
        MarginFigure: {
            /**
             * Format: int64
             * @description In minor units: what the margin tells
             */
            amount: number;
            /** @description Those that make most of it, 50 at most */
            customers: components["schemas"]["MarginPart"][];
            /** Format: int64 */
            entries: number;
            /** @description There are more customers than these */
            more: boolean;
            /**
             * Format: int64
             * @description Of what was paid for
             */
            pieces: number;
        };
        MarginPart: {
            /** Format: int64 */
            amount: number;
            customer: components["schemas"]["MarginCustomer"];
            /** Format: int64 */
            entries: number;
        };
        Me: {
            /** @description Set where one acts in the tenant without belonging to it */
            acting?: components["schemas"]["MyActing"];
            /** @description Parts of the app that can be entered here: account, reselling, staff */
            areas: string[];
            /** @description Name of the brand of this host */
            brand: string;
            /** @description What the brand shows to whoever has chosen no units */
            measures: components["schemas"]["Measures"];
            /** @description Somebody else has set the password: nothing may be done but changing it */
            must_change_password: boolean;
            /** @description A second factor is required, and there is none: nothing may be done but setting one up */
            must_strengthen: boolean;
            /** @description What the role may do */
            operations: string[];
            /** @description The tenant is being handed over, by or to whoever asks */
            ownership?: components["schemas"]["OwnershipOffer"];
            /** @enum {string} */
            role: "owner" | "admin" | "billing" | "support" | "operator" | "viewer" | "own";
            /** @description All objects of the tenant are seen, not only those granted */
            sees_all: boolean;
            /**
             * Format: date-time
             * @description A second factor will be required from then on, and there is none
             */
            strengthen_by?: string;
            tenant: components["schemas"]["MyTenant"];
            user: components["schemas"]["MyUser"];
        };
        Measures: {
            /** @enum {string} */
            clock?: "" | "h24" | "h12";
            /**
             * @description Of ways and speeds
             * @enum {string}
             */
            distance?: "" | "km" | "mi";
            /** @enum {string} */
            temperature?: "" | "celsius" | "fahrenheit";
            /** @enum {string} */
            volume?: "" | "litre" | "us_gallon" | "imperial_gallon";
            /**
             * @description Its first day
             * @enum {string}
             */
            week?: "" | "monday" | "sunday" | "saturday";
        };
        MeteredDay: {
            /**
             * Format: int64
             * @description What was debited, with what was carried from the days before
             */
            amount: number;
            /** @description Absent: nothing was charged */
            currency?: string;
            /** Format: date */
            day: string;
            /**
             * Format: int64
             * @description That were heard
             */
            objects: number;
            /**
             * Format: int64
             * @description What they came to, in millionths of a minor unit
             */
            rate: number;
        };
        MoneyForecast: {
            currency: string;
            /**
             * Format: int64
             * @description Until then
             */
            days: number;
            /**
             * Format: int64
             * @description How much is short then
             */
            missing: number;
            /**
             * Format: int64
             * @description What the thirty days to come cost
             */
            month: number;
            /** @description The next debits, by their day */
            next: components["schemas"]["ComingDebit"][];
            /**
             * Format: int64
             * @description The balance with the credit
             */
            spendable: number;
            /**
             * Format: date-time
             * @description The first debit that cannot be paid; absent: none for more than a year
             */
            until?: string;
        };
        "Move-objectsRequest": {
            /** Format: uuid */
            group: string | null;
            /** @description Objects, each once: all are dealt with, or none */
            ids: string[];
        };
        MovePreview: {
            /**
             * Format: int64
             * @description How many objects' plans end; in the new book they begin on the free plan
             */
            connected: number;
            /** @description A payment page can still be paid in: nobody moves before it is closed */
            payment_open?: boolean;
            /** @description A refund to a card is under way: nobody moves before it is over */
            refunding?: boolean;
            wallets: components["schemas"]["MoveWallet"][];
        };
        MoveRest: {
            bank?: string;
            bank_account: string;
            /** @description By currency, in minor units: at most what is left */
            commission?: {
                [key: string]: number;
            };
            recipient: string;
        };
        MoveTried: {
            /** Format: uuid */
            customer: string;
            /**
             * Format: uuid
             * @description The reseller it would belong to, or oneself
             */
            to: string;
        };
        MoveWallet: {
            /**
             * Format: int64
             * @description What is in it now
             */
            balance: number;
            currency: string;
            /**
             * Format: int64
             * @description What is owed until now
             */
            debited: number;
            /**
             * Format: int64
             * @description Above zero: to be paid out; below: owed, and nobody moves before that is paid
             */
            left: number;
            /**
             * Format: int64
             * @description What plans give back of paid periods that are cut short
             */
            returned: number;
        };
        MovedCustomer: {
            number: string;
        };
        MyActing: {
            /** @description Address to go back to */
            back: string;
            reason: string;
            /** Format: date-time */
            until: string;
        };
        MyAddress: {
            email?: string;
            /** @description Until the link of the letter is followed, nothing is sent to others */
            unconfirmed: boolean;
        };
        MyDocument: {
            /** Format: date-time */
            accepted_at?: string;
            /** @description It is in force */
            current: boolean;
            /** Format: date-time */
            effective_at: string;
            /**
             * Format: uuid
             * @description Of the version
             */
            id: string;
            /** @enum {string} */
            kind: "terms" | "privacy" | "support" | "sms";
            /** @description Accepted by use, and the notice has not been put away */
            new: boolean;
            title: string;
            /** Format: int64 */
            version: number;
            /**
             * @description used: by using the service after it came in force
             * @enum {string}
             */
            way?: "signed_up" | "accepted" | "used";
        };
        MyEmail: {
            email?: string;
            pending?: components["schemas"]["PendingEmail"];
            /**
             * Format: date-time
             * @description So long can the address before this one take the change back
             */
            undo_until?: string;
        };
        MyFactors: {
            passkeys: components["schemas"]["Passkey"][];
            /** Format: int64 */
            recovery_codes_left: number;
            /**
             * Format: date-time
             * @description Since when a second factor is required of this user; absent: it is not
             */
            required_from?: string;
            /** @description An authenticator app is set up */
            totp: boolean;
            /** Format: date-time */
            totp_since?: string;
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
            /** @description Chosen language; empty: the tenant's. In the session: the brand's, where it does not offer the chosen one */
            locale: string;
            login: string;
            /** @description Chosen units and clock; what is not there is as the brand says */
            measures: components["schemas"]["Measures"];
            name: string;
            /** @description Chosen time zone; empty: the tenant's */
            time_zone: string;
        };
        "Name-in-ticketRequest": {
            sees: boolean;
            /** Format: uuid */
            user: string;
        };
        NewAgreed: {
            /**
             * Format: date-time
             * @description Absent: at once
             */
            effective_at?: string;
            /**
             * Format: uuid
             * @description The signed file that it stands on
             */
            file: string;
            /** @enum {string} */
            kind: "terms" | "privacy" | "support" | "sms";
            /** @description None: the signed file stands alone */
            texts: components["schemas"]["VersionText"][];
        };
        NewAgreedPrice: {
            /**
             * Format: date-time
             * @description Absent: at once. A higher price leaves the notice of the price list
             */
            in_force_from?: string;
            /** Format: uuid */
            item: string;
            price: components["schemas"]["Price"];
        };
        NewCustomer: {
            /** @description Absent: none beyond the price list */
            contract?: components["schemas"]["ContractTerms"];
            /** @description ISO 3166-1 alpha-2 */
            country?: string;
            /** @description Of a reseller: the first label of its host in the zone */
            host?: string;
            /** @enum {string} */
            kind: "reseller" | "account";
            /** @enum {string} */
            locale?: "" | "en" | "ru" | "es" | "pt" | "fr";
            name: string;
            /** @description For one's own people only */
            note?: string;
            owner: components["schemas"]["CustomerOwner"];
            time_zone?: string;
        };
        NewFile: {
            /** @description Base64 */
            content: string;
            name: string;
        };
        NewMaintenance: {
            /**
             * Format: date-time
             * @description Within fourteen days of the beginning
             */
            ends_at: string;
            /** Format: date-time */
            starts_at: string;
            /** @description By language, at most 1000 letters each; none: only the times are told */
            texts?: {
                [key: string]: string;
            };
        };
        NewMessage: {
            body: string;
            files?: components["schemas"]["NewFile"][] | null;
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
        NewPackage: {
            contents: components["schemas"]["Contents"];
            countries?: string[] | null;
            description?: string;
            /** @description Whoever buys chooses the objects */
            for_chosen?: boolean;
            name: string;
            /**
             * @description What it gives a quantity of; absent: only a feature
             * @enum {string}
             */
            unit?: "SMS";
        };
        NewPasskey: {
            passkey: components["schemas"]["Passkey"];
            /** @description Each good once; empty: those from before stay good */
            recovery_codes: string[];
        };
        NewPlan: {
            /** Format: uuid */
            base?: string;
            by_agreement?: boolean;
            countries?: string[] | null;
            description?: string;
            free?: boolean;
            /**
             * @default object
             * @enum {string}
             */
            kind: "object" | "wholesale";
            name: string;
            terms: components["schemas"]["Terms"];
        };
        NewReply: {
            /** @description It asks something, and the ticket waits for the reply */
            asks?: boolean;
            body: string;
            files?: components["schemas"]["NewFile"][] | null;
            /** @description Of an answer whose body is a translation: what was written. Both go out */
            original?: string;
            /** @description The language of the original */
            original_locale?: string;
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
        NewTicket: {
            body: string;
            /** Format: uuid */
            category?: string;
            /** @description The service is not there, data is lost, or somebody has broken in */
            critical?: boolean;
            facts?: {
                [key: string]: string;
            };
            files?: components["schemas"]["NewFile"][] | null;
            /** @enum {string} */
            kind?: "question" | "stolen_login" | "cancellation" | "tracker_claim" | "sms_dispute" | "complaint" | "incident";
            links?: components["schemas"]["TicketLink"][] | null;
            /** @enum {string} */
            locale?: "en" | "ru" | "es" | "pt" | "fr";
            /** @description A native speaker is asked for: their hours count */
            native?: boolean;
            people?: string[] | null;
            subject: string;
        };
        Node: {
            /**
             * Format: int64
             * @description Of them blocked
             */
            blocked: number;
            /** Format: date-time */
            created_at: string;
            /**
             * Format: int64
             * @description 1: right below the platform
             */
            depth: number;
            /**
             * Format: date-time
             * @description When the last of the objects was heard
             */
            heard_at?: string;
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
            /**
             * Format: int64
             * @description Of them neither blocked nor on-line
             */
            offline: number;
            /**
             * Format: int64
             * @description Of them heard a moment ago, and not blocked
             */
            online: number;
            /** Format: uuid */
            parent: string;
            /**
             * Format: date-time
             * @description When one of its own users was last here
             */
            seen_at?: string;
            /** @enum {string} */
            status: "active" | "suspended" | "closed";
            /**
             * Format: int64
             * @description With those of all below it
             */
            users: number;
            /** @description From right below the platform down to its parent */
            way: components["schemas"]["Above"][];
        };
        "Note-callRequest": {
            body: string;
            /** Format: uuid */
            category?: string;
            critical?: boolean;
            /** Format: uuid */
            customer?: string;
            email?: string;
            name: string;
            subject: string;
        };
        NoteID: {
            /** Format: uuid */
            id: string;
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
             * @description When anything last arrived; absent: nothing ever did, or it is not told
             */
            heard_at?: string;
            /** @description It was heard, but it is blocked, and its plan does not tell when */
            heard_untold?: boolean;
            /** Format: uuid */
            id: string;
            /** @example vehicle */
            kind: string;
            /**
             * Format: date-time
             * @description Since when it has moved or stood; absent: not known, as where it moved at a last place that is old
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
        ObjectPlan: {
            choices: components["schemas"]["PlanChoice"][];
            subscription: components["schemas"]["Subscription"];
        };
        ObjectState: {
            /** Format: uuid */
            group?: string;
            /**
             * Format: date-time
             * @description When anything last arrived; absent: nothing ever did, or it is not told
             */
            heard_at?: string;
            /** @description It was heard, but it is blocked, and its plan does not tell when */
            heard_untold?: boolean;
            /** Format: uuid */
            id: string;
            /** @example vehicle */
            kind: string;
            /**
             * Format: date-time
             * @description Since when it has moved or stood; absent: not known, as where it moved at a last place that is old
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
        Offer: {
            packages: components["schemas"]["OfferedPackage"][];
            plans: components["schemas"]["OfferedPlan"][];
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
        OfferedPackage: {
            agreed: boolean;
            description: string;
            /** @description You choose the objects it is for */
            for_chosen: boolean;
            /** Format: uuid */
            id: string;
            name: string;
            next?: components["schemas"]["PackageVersion"];
            /** @enum {string} */
            unit?: "SMS";
            version: components["schemas"]["PackageVersion"];
        };
        OfferedPlan: {
            /** @description The price is your contract's, not the price list's */
            agreed: boolean;
            /** @description Objects begin on it */
            begins: boolean;
            description: string;
            free: boolean;
            /** Format: uuid */
            id: string;
            name: string;
            /** @description What was announced */
            next?: components["schemas"]["PlanVersion"];
            /** @description In force now, at the price that counts for you */
            version: components["schemas"]["PlanVersion"];
        };
        OneCustomer: {
            /**
             * Format: int64
             * @description Customers below it
             */
            accounts: number;
            /** @description In lists, for who may see money: what is in its wallets in one's own books, those that owe first. Absent: it has none there */
            balances?: components["schemas"]["WalletBalance"][] | null;
            /**
             * Format: int64
             * @description Of them blocked
             */
            blocked: number;
            /** @description Of customers of one's own */
            contract?: components["schemas"]["ContractInForce"];
            /** @description ISO 3166-1 alpha-2 */
            country?: string;
            /** Format: date-time */
            created_at: string;
            /**
             * Format: int64
             * @description 1: a customer of one's own; 2: a customer of a reseller of one's own
             */
            depth: number;
            /**
             * Format: date-time
             * @description When the last of its objects was heard, to the minute
             */
            heard_at?: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "reseller" | "account";
            locale: string;
            name: string;
            /**
             * Format: int64
             * @description Of them never heard
             */
            never: number;
            /** @description Account number with its provider; its last digit checks it */
            number: string;
            /**
             * Format: int64
             * @description Objects it has, with those of all below it
             */
            objects: number;
            /**
             * Format: int64
             * @description Of them neither blocked nor on-line
             */
            offline: number;
            /**
             * Format: int64
             * @description Of them heard a moment ago, and not blocked
             */
            online: number;
            /**
             * Format: uuid
             * @description The tenant right above it
             */
            parent: string;
            /**
             * Format: int64
             * @description Resellers below it
             */
            resellers: number;
            /**
             * Format: date-time
             * @description When one of its users was last here
             */
            seen_at?: string;
            /**
             * Format: int64
             * @description Of them heard once, and not for a day
             */
            silent_day: number;
            /**
             * Format: int64
             * @description Of those, not for a week
             */
            silent_week: number;
            /** @enum {string} */
            status: "active" | "suspended" | "closed";
            time_zone: string;
            /** Format: int64 */
            users: number;
            /** @description From a reseller of one's own down to the one right above; empty: it is a customer of one's own */
            way: components["schemas"]["Step"][];
        };
        OneTenant: {
            /**
             * Format: int64
             * @description Below it
             */
            accounts: number;
            /**
             * Format: int64
             * @description Of them blocked
             */
            blocked: number;
            /** @description With the tenant right above it */
            contract?: components["schemas"]["Agreement"];
            country?: string;
            /** Format: date-time */
            created_at: string;
            /**
             * Format: int64
             * @description 1: right below the platform
             */
            depth: number;
            /**
             * Format: date-time
             * @description When the last of the objects was heard
             */
            heard_at?: string;
            hosts: components["schemas"]["TenantHost"][];
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "reseller" | "account";
            locale: string;
            name: string;
            /**
             * Format: int64
             * @description Objects never heard
             */
            never: number;
            /** @description Account number in its parent's book */
            number: string;
            /**
             * Format: int64
             * @description With those of all below it
             */
            objects: number;
            /**
             * Format: int64
             * @description Of them neither blocked nor on-line
             */
            offline: number;
            /**
             * Format: int64
             * @description Of them heard a moment ago, and not blocked
             */
            online: number;
            /** Format: uuid */
            parent: string;
            /**
             * Format: int64
             * @description Below it
             */
            resellers: number;
            /**
             * Format: date-time
             * @description When one of its own users was last here
             */
            seen_at?: string;
            /**
             * Format: int64
             * @description Objects heard once, and not for a day
             */
            silent_day: number;
            /**
             * Format: int64
             * @description Of those, not for a week
             */
            silent_week: number;
            /** @enum {string} */
            status: "active" | "suspended" | "closed";
            time_zone: string;
            /**
             * Format: int64
             * @description With those of all below it
             */
            users: number;
            /** @description From right below the platform down to its parent */
            way: components["schemas"]["Above"][];
        };
        OpenedCustomer: {
            host?: string;
            /** Format: uuid */
            id: string;
            /** @description To hand over to the owner, on the customer's host; answered once */
            invitation_path?: string;
            number: string;
        };
        OpeningOffer: {
            /** @description On which one suspends */
            grounds: string[];
            locales: string[];
            tiers: string[];
            /** @description The zone of new resellers' hosts; empty: none are given */
            zone: string;
        };
        "Order-desk-viewsRequest": {
            views: string[];
        };
        Owed: {
            /** @description After how many days of debt each step comes there */
            ladder: components["schemas"]["DebtLadder"];
            /** @description The newest first */
            months: components["schemas"]["Cost"][];
            /** @description Absent: one is not charged */
            plan?: components["schemas"]["WholesalePlan"];
            standing: components["schemas"]["Standing"];
            wallets: components["schemas"]["OwedWallet"][];
        };
        OwedWallet: {
            /**
             * Format: int64
             * @description In minor units; below zero: owed
             */
            balance: number;
            /** Format: int64 */
            credit: number;
            currency: string;
        };
        "Own-paymentRequest": {
            /** @description Of own: what it is */
            comment?: string;
            /**
             * @description stripe: paid out by Stripe; own: from an account of one's own
             * @enum {string}
             */
            from: "stripe" | "own";
        };
        OwnAccount: {
            /** @example revenue:plan */
            account: string;
            /**
             * Format: int64
             * @description Credit positive: revenue above zero, what is at the bank below
             */
            balance: number;
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
        PackageChange: {
            archived?: boolean;
            countries?: string[];
            description?: string;
            name?: string;
        };
        PackageVersion: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            in_force_from: string;
            /** Format: int64 */
            number: number;
            /** Format: date-time */
            posted_at: string;
            price: components["schemas"]["Price"];
            /**
             * Format: int64
             * @description Of the package's unit
             */
            quantity?: number;
            reports?: boolean;
            /**
             * @description That objects get while it lasts
             * @enum {string}
             */
            retention?: "m12" | "m36";
            sms?: boolean;
            text?: string;
            /**
             * Format: int64
             * @description Absent: until it is used up
             */
            validity_days?: number;
            /** Format: date-time */
            withdrawn_at?: string;
        };
        Paper: {
            /**
             * Format: uuid
             * @description The invoice that a credit note is about
             */
            corrects?: string;
            currency: string;
            /** Format: date */
            day: string;
            /**
             * Format: date
             * @description The first day it is about
             */
            from?: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "statement" | "invoice" | "receipt" | "credit_note";
            number: string;
            /** @description Of the bytes of its PDF */
            sha256: string;
            /** Format: int64 */
            tax: number;
            /**
             * Format: int64
             * @description In hundredths of a percent, within the total; absent: it says nothing of tax
             */
            tax_rate?: number;
            /**
             * Format: date
             * @description The last day it is about
             */
            to?: string;
            /**
             * Format: int64
             * @description In minor units; of a statement the closing balance
             */
            total: number;
        };
        Part: {
            /** @example database */
            name: string;
            /** @description What is in the way; absent: it is ready */
            problem?: string;
        };
        PartnerHost: {
            free: boolean;
            host?: string;
            /** @description Why it cannot: bad_host_label, host_reserved, host_taken */
            reason?: string;
        };
        PartnerOpened: {
            host?: string;
            login: string;
            /** @description Account number */
            number?: string;
            /**
             * @description pending: somebody decides first, and answers by letter
             * @enum {string}
             */
            status: "opened" | "pending";
            /** @description Where the business begins, on its own host */
            url?: string;
        };
        PartnerPage: {
            /** @description ISO 3166-1 alpha-2; nobody is taken from there */
            closed_countries: string[];
            /** @description All in force: each is to be accepted */
            documents: components["schemas"]["DocumentHead"][];
            /** @enum {string} */
            mode: "open" | "approval";
            /** @description One of which is to be chosen, if there are any */
            plans: components["schemas"]["PartnerPlan"][];
            /** @description A host begins with a name of one's own choosing, and ends so */
            zone: string;
        };
        PartnerPlan: {
            description?: string;
            free?: boolean;
            /** Format: uuid */
            id: string;
            name: string;
            period?: string;
            /** @description Of one active object, as it is written in the language asked for */
            price: string;
            /** @description The partner's site and sign-in page name this brand */
            shows_provider?: boolean;
            text?: string;
        };
        PartnerSettings: {
            /**
             * @description Why it is closed all the same; absent: nothing stands in the way
             * @enum {string}
             */
            readonly barred?: "" | "no_hosts" | "no_resellers" | "entity_incomplete";
            /** @enum {string} */
            mode: "open" | "approval" | "closed";
            /** @description The wholesale plans they choose among; none: they are not asked */
            plans: string[];
        };
        Passkey: {
            /** Format: date-time */
            created_at: string;
            /** @description The address it was made on: browsers show it nowhere else */
            host: string;
            /** Format: uuid */
            id: string;
            name: string;
            /** Format: date-time */
            used_at?: string;
        };
        PasskeyChallenge: {
            /** @description As PublicKeyCredential.parseCreationOptionsFromJSON takes them */
            options: {
                [key: string]: unknown;
            };
            token: string;
        };
        Payment: {
            /**
             * Format: int64
             * @description In minor units
             */
            amount: number;
            /** @description A saved card was charged by itself */
            automatic: boolean;
            comment: string;
            /** Format: date-time */
            created_at: string;
            currency: string;
            /** Format: uuid */
            customer: string;
            customer_name: string;
            /**
             * Format: int64
             * @description Of it, what was refunded or disputed
             */
            gone_back: number;
            /** Format: uuid */
            id: string;
            /** @description The customer's account number */
            number: string;
            /** Format: date-time */
            paid_at?: string;
            /** @enum {string} */
            source: "card" | "bank" | "cash";
            /**
             * @description open: its payment page may still be paid in
             * @enum {string}
             */
            state: "open" | "paid" | "ended";
            /**
             * Format: uuid
             * @description In the ledger
             */
            transaction?: string;
        };
        PaymentPage: {
            url: string;
        };
        PaymentSuggestion: {
            /** Format: uuid */
            customer: string;
            name: string;
            number: string;
            /**
             * @description The number stands in the purpose; with a digit wrong; paid from this bank account before; is called like the payer
             * @enum {string}
             */
            why: "number" | "near" | "payer" | "name";
        };
        PaymentTakeback: {
            /** Format: int64 */
            amount: number;
            currency: string;
            /**
             * Format: uuid
             * @description Whose that was; absent: nobody has said yet
             */
            customer?: string;
            customer_name: string;
            /** Format: date-time */
            date: string;
            /** Format: uuid */
            id: string;
            number: string;
            payer: string;
            payer_account: string;
            purpose: string;
            /**
             * Format: date-time
             * @description When the payment that it fits came in
             */
            received_on: string;
        };
        Payout: {
            /**
             * Format: int64
             * @description In minor units, less the commission
             */
            amount: number;
            bank: string;
            bank_account: string;
            /** Format: int64 */
            commission: number;
            /** Format: date-time */
            created_at: string;
            currency: string;
            /** Format: uuid */
            customer: string;
            /** Format: uuid */
            id: string;
            name: string;
            recipient: string;
            sent: boolean;
            /**
             * @description The money is in the wallet again: it was never sent, or the bank sent it back
             * @enum {string}
             */
            undone?: "cancelled" | "returned";
            /** Format: date-time */
            undone_at?: string;
        };
        PayoutRequest: {
            /** Format: date-time */
            asked_at: string;
            bank: string;
            /** @description Empty: it has not said where it wants it */
            bank_account: string;
            currency: string;
            /** Format: uuid */
            customer: string;
            /** Format: uuid */
            id: string;
            /**
             * Format: int64
             * @description In minor units; below zero: owed
             */
            left: number;
            name: string;
            number: string;
            recipient: string;
        };
        PayoutUndoingBody: {
            /** @description The customer reads it too */
            comment: string;
        };
        PendingEmail: {
            /** Format: date-time */
            asked_at: string;
            email: string;
            /** Format: date-time */
            expires_at: string;
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
        PlanChange: {
            archived?: boolean;
            begins?: boolean;
            by_agreement?: boolean;
            countries?: string[];
            description?: string;
            name?: string;
        };
        PlanChoice: {
            /** @description The price is your contract's, not the price list's */
            agreed: boolean;
            /** @description Objects begin on it */
            begins: boolean;
            /** @description The object is on it */
            current: boolean;
            description: string;
            free: boolean;
            /** Format: uuid */
            id: string;
            /**
             * Format: int64
             * @description How much the wallet is short of to connect it now, in minor units; 0: it suffices
             */
            missing: number;
            name: string;
            /** @description What was announced */
            next?: components["schemas"]["PlanVersion"];
            /**
             * Format: int64
             * @description How many more of your objects it takes; absent: it is not bounded
             */
            room?: number;
            /**
             * Format: date-time
             * @description Connected now, it costs nothing until then
             */
            trial_until?: string;
            /** @description In force now, at the price that counts for you */
            version: components["schemas"]["PlanVersion"];
        };
        PlanChoices: {
            items: components["schemas"]["PlanChoice"][];
        };
        PlanVersion: {
            /** @description What is left of a paid period is given back on a change */
            gives_remainder?: boolean;
            /** Format: uuid */
            id: string;
            /** @description An active day is debited when it is over */
            in_arrears?: boolean;
            /** Format: date-time */
            in_force_from: string;
            /** @description Of blocked objects it is still told when they were last heard */
            keeps_contact?: boolean;
            limits: components["schemas"]["Limits"];
            /** Format: int64 */
            number: number;
            /**
             * @description active_day: a day on which the tracker was heard
             * @enum {string}
             */
            period: "month" | "year" | "day" | "active_day";
            /** Format: date-time */
            posted_at: string;
            price: components["schemas"]["Price"];
            text?: string;
            /** Format: int64 */
            trial_days?: number;
            /**
             * Format: date-time
             * @description It was taken back before its date
             */
            withdrawn_at?: string;
        };
        PlatformHost: {
            /** Format: date-time */
            asked_at: string;
            /** Format: date-time */
            checked_at?: string;
            /** @description Somebody else has proved the same name */
            contested: boolean;
            given: boolean;
            host: string;
            /** Format: uuid */
            id: string;
            /**
             * Format: date-time
             * @description Until when its certificate is good
             */
            not_after?: string;
            primary: boolean;
            /** @description What the authority said last */
            problem?: string;
            /** @enum {string} */
            state: "pending" | "verified" | "issuing" | "active" | "degraded" | "detached";
            /** Format: uuid */
            tenant: string;
            tenant_name: string;
        };
        "Post-documentRequest": {
            /**
             * Format: date-time
             * @description No sooner than the notice allows, and not before the date of a version that is announced
             */
            effective_at: string;
            /** @enum {string} */
            kind: "terms" | "privacy" | "support" | "sms";
            texts: components["schemas"]["VersionText"][] | null;
        };
        "Preview-documentRequest": {
            texts: components["schemas"]["VersionText"][] | null;
        };
        "Preview-escalationRequest": {
            attachments?: string[] | null;
            facts?: string[] | null;
            messages?: string[] | null;
            /** @description Leave names, addresses and numbers in */
            plain?: boolean;
        };
        Price: {
            /**
             * Format: int64
             * @description In the smallest unit of the currency: cents of euros
             */
            amount: number;
            /**
             * @description ISO 4217; empty where nothing is charged
             * @example EUR
             */
            currency: string;
            /**
             * Format: int64
             * @description Millionths of that unit, of what is charged by the day
             */
            micro?: number;
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
        Proof: {
            /** @description A code of the authenticator app */
            code?: string;
            /**
             * Format: password
             * @description The present password; or code
             */
            password?: string;
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
        Provider: {
            /** Format: date */
            agreed_on?: string;
            agreement?: string;
            name: string;
            /** @description One's own site and sign-in page name it, as the plan says */
            named: boolean;
            /** @description One's account number there */
            number: string;
            /** Format: date-time */
            opened_at: string;
            /**
             * @description One's own, there
             * @enum {string}
             */
            status: "active" | "suspended" | "closed";
            support: components["schemas"]["SupportContact"];
            /** @enum {string} */
            tier: "gold" | "silver" | "other";
        };
        "Provider-give-secretRequest": {
            /** Format: int64 */
            hours: number;
            label: string;
            value: string;
        };
        "Provider-name-in-ticketRequest": {
            sees: boolean;
            /** Format: uuid */
            user: string;
        };
        ProviderDocument: {
            /** Format: date-time */
            accepted_at?: string;
            /** @description It is in force */
            current: boolean;
            /** Format: date-time */
            effective_at: string;
            /**
             * Format: uuid
             * @description Of the version
             */
            id: string;
            /** @enum {string} */
            kind: "terms" | "privacy" | "support" | "sms";
            /** @description Who accepted it first */
            person?: string;
            /** Format: date-time */
            posted_at: string;
            title: string;
            /** Format: int64 */
            version: number;
            /**
             * @description used: by using the service after it came in force
             * @enum {string}
             */
            way?: "signed_up" | "accepted" | "used";
        };
        ProviderDocumentText: {
            /**
             * Format: int64
             * @description The version it follows; 0: none, it is the first
             */
            before: number;
            /** @description Paragraphs parted by empty lines; ## begins a heading, - an item of a list */
            body: string;
            changes: components["schemas"]["DocumentChange"][];
            /** Format: date-time */
            effective_at: string;
            /**
             * Format: uuid
             * @description Of the version
             */
            id: string;
            /** @enum {string} */
            kind: "terms" | "privacy" | "support" | "sms";
            /** @description Both are compared in this language */
            locale: string;
            title: string;
            /** Format: int64 */
            version: number;
        };
        "Publish-brandRequest": {
            note?: string;
        };
        "Publish-packageRequest": {
            contents: components["schemas"]["Contents"];
            /** Format: date-time */
            in_force_from: string;
        };
        "Publish-planRequest": {
            /** Format: date-time */
            in_force_from: string;
            terms: components["schemas"]["Terms"];
        };
        "Put-agreement-fileRequest": {
            /** @description Base64 */
            file: string;
            name: string;
        };
        Question: {
            /** Format: date-time */
            created_at: string;
            email: string;
            /** Format: uuid */
            id: string;
            locale: string;
            name: string;
            question: string;
            /** Format: date-time */
            settled_at?: string;
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
        RealmSettings: {
            /** @description ISO 3166-1 alpha-2 */
            country?: string;
            /** @description That the brand speaks to its people; the one above is among them */
            languages: ("en" | "ru" | "es" | "pt" | "fr")[];
            /**
             * @description Language of whoever has chosen none
             * @enum {string}
             */
            locale: "en" | "ru" | "es" | "pt" | "fr";
            name: string;
            support: components["schemas"]["SupportContact"];
            /** @description IANA name */
            time_zone: string;
        };
        Recipient: {
            /** Format: date-time */
            added_at: string;
            address: string;
            /**
             * Format: date-time
             * @description When it was asked last
             */
            asked_at: string;
            /** Format: date-time */
            confirmed_at?: string;
            /** Format: uuid */
            id: string;
            /** @description payments, balance, service, prices, documents, maintenance; duty: the desk wakes it */
            kinds: string[];
            label?: string;
            /** @enum {string} */
            locale: "en" | "ru" | "es" | "pt" | "fr";
            /**
             * @description pending: it was asked, and nothing is sent before it has said yes; stopped: its reader wants no letters
             * @enum {string}
             */
            state: "pending" | "confirmed" | "stopped";
            /** Format: date-time */
            stopped_at?: string;
            /**
             * Format: int64
             * @description Letters of the last day with too many that were not sent
             */
            withheld: number;
        };
        RecipientWanted: {
            /** @description Notices that it gets */
            kinds: ("payments" | "balance" | "service" | "prices" | "documents" | "maintenance")[];
            /** @description What the tenant calls it: our accountant */
            label?: string;
            /**
             * @description Language of its letters
             * @enum {string}
             */
            locale: "en" | "ru" | "es" | "pt" | "fr";
        };
        RecoveryCodes: {
            /** @description Each good once; empty: those from before stay good */
            recovery_codes: string[];
        };
        "Redirect-domainRequest": {
            redirects: boolean;
        };
        "Refund-paymentRequest": {
            /**
             * Format: int64
             * @description In minor units, at most what is left of the payment
             */
            amount: number;
        };
        "Refuse-applicationRequest": {
            reason: string;
        };
        "Refuse-stolenRequest": {
            reason: string;
        };
        "Refuse-ticketRequest": {
            reason: string;
            /** @enum {string} */
            refusal: "empty" | "subject_only" | "monosyllabic" | "no_reply" | "abuse" | "out_of_scope" | "not_served" | "spam";
        };
        "Refuse-tracker-requestRequest": {
            reason: string;
        };
        "Release-hostRequest": {
            reason: string;
        };
        "Rename-passkeyRequest": {
            name: string;
        };
        "Renew-sessionRequest": {
            /** @description Absent: the browser's cookie */
            refresh_token?: string;
        };
        ReplaceableDocument: {
            /**
             * Format: uuid
             * @description Of the version in force
             */
            id: string;
            /** @enum {string} */
            kind: "terms" | "privacy" | "support" | "sms";
            /**
             * Format: int64
             * @description How many days ahead the end of another instead of it is told at least
             */
            notice_days: number;
            title: string;
        };
        "Replay-webhookRequest": {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            until: string;
        };
        "Report-stolenRequest": {
            account_number?: string;
            /** @description How to reach whoever reports it */
            contact: string;
            /** @description What only the rightful holder knows */
            knows?: string;
            /** @enum {string} */
            locale?: "" | "en" | "ru" | "es" | "pt" | "fr";
            login: string;
        };
        "Reset-passwordRequest": {
            /**
             * Format: password
             * @description 8 to 256 letters
             */
            password: string;
            token: string;
        };
        ResetReady: {
            login: string;
        };
        "Restore-stolenRequest": {
            /** @description To the address before the last change, which is given back */
            former?: boolean;
        };
        Restored: {
            object: components["schemas"]["Object"];
            /**
             * @description none: it had none; waiting: the device's next message binds it, unless somebody has it now; elsewhere: it stands for another of your objects
             * @enum {string}
             */
            tracker: "none" | "waiting" | "elsewhere";
        };
        "Return-paymentRequest": {
            comment: string;
        };
        "Reverse-transactionRequest": {
            /** @description The customer reads it too */
            reason: string;
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
        SavedCard: {
            brand: string;
            last_four: string;
            /** Format: int64 */
            month: number;
            /** Format: int64 */
            year: number;
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
             * @description When anything last arrived; absent: nothing ever did, or it is not told
             */
            heard_at?: string;
            /** @description It was heard, but it is blocked, and its plan does not tell when */
            heard_untold?: boolean;
            /** Format: uuid */
            id: string;
            /** @example vehicle */
            kind: string;
            /**
             * Format: date-time
             * @description Since when it has moved or stood; absent: not known, as where it moved at a last place that is old
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
        SecondStep: {
            /** @description This user's passkeys were made at another address, and none works at this one */
            passkeys_elsewhere: boolean;
            /** @description For the second step; good for nothing else */
            token: string;
            /**
             * Format: date-time
             * @description So long it waits
             */
            until: string;
            /** @description What this user can answer with here */
            ways: ("totp" | "passkey" | "recovery")[];
        };
        SecretValue: {
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
        "Set-desk-webhookRequest": {
            secret: string;
            url: string;
        };
        "Set-first-passwordRequest": {
            /**
             * Format: password
             * @description 8 to 256 letters
             */
            password: string;
        };
        "Show-brand-letterRequest": {
            body: string;
            /** Format: uuid */
            customer?: string;
            subject?: string;
        };
        "Sign-in-passkeyRequest": {
            challenge: string;
            /** @description The browser's answer */
            credential: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            transport?: "cookie" | "token";
        };
        "Sign-in-secondRequest": {
            /** @description Token of POST /api/session/second/passkey */
            challenge?: string;
            /** @description Of an authenticator app */
            code?: string;
            /** @description The browser's answer to it */
            credential?: {
                [key: string]: unknown;
            };
            /** @description One of those for whoever has lost the rest; good once */
            recovery_code?: string;
            /** @description From second of POST /api/session */
            token: string;
            /** @enum {string} */
            transport?: "cookie" | "token";
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
        "Sign-upRequest": {
            /** @description The versions of all documents in force */
            accepted: string[];
            address?: string;
            /** @description The person to speak to */
            contact?: string;
            /** @description ISO 3166-1 alpha-2 */
            country: string;
            /** @enum {string} */
            customer: "person" | "entity";
            email: string;
            /**
             * @description Empty: the brand's
             * @enum {string}
             */
            locale?: "" | "en" | "ru" | "es" | "pt" | "fr";
            login: string;
            /** @description Of the person, or of the company */
            name: string;
            /**
             * Format: password
             * @description 8 to 256 letters, and not one that is tried first
             */
            password: string;
            phone?: string;
            registration_number?: string;
            tax_number?: string;
            /** @description IANA name */
            time_zone: string;
            /**
             * @description As for signing in
             * @enum {string}
             */
            transport?: "cookie" | "token";
        };
        SignInRules: {
            /** @description Roles of its customers' people */
            customers: string[];
            /**
             * Format: date-time
             * @description Until then whoever signs in is asked and can put it off; absent: at once
             */
            required_from?: string;
            /** @description Roles of the realm's own people: owner, admin, billing, support, operator, viewer, own */
            staff: string[];
        };
        SignUpPage: {
            /** @description ISO 3166-1 alpha-2; nobody is taken from there */
            closed_countries: string[];
            /** @description Kinds who are welcome: person, entity */
            customers: string[];
            /** @description All in force: each is to be accepted */
            documents: components["schemas"]["DocumentHead"][];
            /** @description What a legal entity must fill in besides */
            entity_fields: string[];
            /**
             * Format: int64
             * @description How many objects are served free of charge
             */
            free_objects: number;
            /**
             * @description closed: nobody signs up by themselves; a question may be asked
             * @enum {string}
             */
            mode: "open" | "approval" | "closed";
            /** @description What a private person must fill in besides */
            person_fields: string[];
        };
        SignUpRules: {
            /** @description ISO 3166-1 alpha-2: nobody is taken from there, here and in the businesses below. Customers who are there already stay. */
            closed_countries: string[];
            /** @description The countries that are closed here or above */
            closed_in_force: string[];
            /** @description Kinds who are welcome */
            customers: ("person" | "entity")[];
            /** @description What a legal entity must fill in besides its name and country */
            entity_fields: ("registration_number" | "tax_number" | "address" | "contact" | "phone")[];
            /**
             * Format: int64
             * @description How many objects an account that signs up is served free of charge. Accounts that are there already keep what they began with.
             */
            free_objects: number;
            /** @enum {string} */
            mode: "open" | "approval" | "closed";
            /** @description What a private person must fill in besides name and country */
            person_fields: "phone"[];
        };
        SignUpSettings: {
            /** @description ISO 3166-1 alpha-2: nobody is taken from there, here and in the businesses below. Customers who are there already stay. */
            closed_countries: string[];
            /** @description Kinds who are welcome */
            customers: ("person" | "entity")[];
            /** @description What a legal entity must fill in besides its name and country */
            entity_fields: ("registration_number" | "tax_number" | "address" | "contact" | "phone")[];
            /**
             * Format: int64
             * @description How many objects an account that signs up is served free of charge. Accounts that are there already keep what they began with.
             */
            free_objects: number;
            /** @enum {string} */
            mode: "open" | "approval" | "closed";
            /** @description What a private person must fill in besides name and country */
            person_fields: "phone"[];
        };
        SignedFile: {
            /** Format: uuid */
            id: string;
            name: string;
            /** Format: date-time */
            put_at: string;
        };
        SignedUp: {
            /** @description Account number */
            number?: string;
            /** @description Absent while somebody has to decide */
            session?: components["schemas"]["Tokens"];
            /**
             * @description pending: somebody decides first, and answers by letter
             * @enum {string}
             */
            status: "opened" | "pending";
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
        "Split-ticketRequest": {
            /** @description The part of the message; absent: all of it */
            body?: string;
            /** Format: uuid */
            message: string;
            subject: string;
        };
        Standing: {
            /**
             * Format: date-time
             * @description It owes
             */
            since?: string;
            /**
             * Format: int64
             * @description 0 none, 1 warned, 2 nothing new is connected, 3 console closed, 4 all stopped
             */
            step: number;
            /** Format: date-time */
            step_since?: string;
        };
        StartGuide: {
            /** @description Something is left to do, and nobody has put the way away */
            begins: boolean;
            /** @description What opens when the legal entity is complete */
            closed: ("registration" | "paid_plans")[];
            /** @description Where the business is found now */
            host: string;
            /** Format: date-time */
            put_away_at?: string;
            /** @description The host that the installation has given; empty: none */
            starter: string;
            steps: components["schemas"]["StartStep"][];
        };
        StartStep: {
            /**
             * Format: uuid
             * @description The domain that has come furthest
             */
            about?: string;
            /** @description What could be better, and need not be: bank, mend, starters, own */
            advice: string[];
            /** @description What is left to do: name, address, number or reach of the entity; look, publish; ask, prove, point, certificate; plan; kinds of documents; mail; customer */
            left: string[];
            /** @enum {string} */
            name: "entity" | "brand" | "domain" | "prices" | "documents" | "sender" | "customer";
            /** @enum {string} */
            state: "done" | "open" | "later";
        };
        StatementCharge: {
            /** Format: int64 */
            amount: number;
            /** Format: date-time */
            from: string;
            /** Format: int64 */
            given_back: number;
            /** Format: uuid */
            object: string;
            /** @description Empty: it is not there any more */
            object_name: string;
            plan_name: string;
            /** Format: date-time */
            to: string;
        };
        StatementEntry: {
            /** Format: int64 */
            amount: number;
            currency: string;
            /** Format: uuid */
            customer?: string;
            customer_name: string;
            /** Format: date-time */
            date: string;
            /** Format: int64 */
            line: number;
            number: string;
            payer: string;
            purpose: string;
            /** @enum {string} */
            state: "matched" | "unidentified" | "known";
        };
        StatementImport: {
            entries: components["schemas"]["StatementEntry"][];
            /**
             * Format: int64
             * @description Entries that stood in another file, and are passed over
             */
            known: number;
            /**
             * Format: int64
             * @description Entries whose customer is known by the account number
             */
            matched: number;
            /**
             * Format: int64
             * @description Entries that went out, which are not booked
             */
            out: number;
            statements: components["schemas"]["StatementPart"][];
            /**
             * Format: int64
             * @description Of those that went out, the ones that may take an earlier payment back
             */
            taken_back: number;
            /**
             * Format: int64
             * @description Entries that wait for somebody to say whose they are
             */
            unidentified: number;
        };
        StatementLine: {
            /** Format: int64 */
            amount: number;
            /**
             * Format: int64
             * @description After it
             */
            balance: number;
            /** Format: date-time */
            booked_at: string;
            comment: string;
            /**
             * Format: date
             * @description That it counts for
             */
            day: string;
            /** Format: uuid */
            id: string;
            kind: string;
            /** Format: uuid */
            reverses?: string;
        };
        StatementLineDetail: {
            /** Format: int64 */
            amount: number;
            /**
             * Format: int64
             * @description After it
             */
            balance: number;
            /** Format: date-time */
            booked_at: string;
            charges: components["schemas"]["StatementCharge"][];
            comment: string;
            currency: string;
            /**
             * Format: date
             * @description That it counts for
             */
            day: string;
            /** Format: uuid */
            id: string;
            kind: string;
            /** Format: uuid */
            reversed_by?: string;
            /** Format: uuid */
            reverses?: string;
        };
        StatementPart: {
            account: string;
            /** Format: int64 */
            came: number;
            /** Format: int64 */
            closing: number;
            currency: string;
            format: string;
            /** Format: date-time */
            from: string;
            /** Format: int64 */
            opening: number;
            /** Format: date-time */
            to: string;
            /** Format: int64 */
            went: number;
        };
        States: {
            items: components["schemas"]["ObjectState"][];
            /**
             * Format: int64
             * @description Seconds of silence after which an object counts as offline, and the age in seconds at which its last place no longer tells that it moves
             */
            offline_after: number;
        };
        Step: {
            /** Format: uuid */
            id: string;
            name: string;
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
        StolenCheck: {
            /** Format: date-time */
            at: string;
            by: string;
            /** @enum {string} */
            item: "account_number" | "email" | "payment" | "objects" | "person" | "call_back";
        };
        StolenFacts: {
            /**
             * Format: date-time
             * @description When that was changed
             */
            changed_at?: string;
            /** Format: date-time */
            created_at?: string;
            /** @description The registered address */
            email?: string;
            /** @description The address before it, which can be given back */
            former_email?: string;
            /** @description There is such a login; the rest is empty if there is not */
            found: boolean;
            login?: string;
            name?: string;
            /** @description Account number; absent for one's own people */
            number?: string;
            /** Format: int64 */
            objects: number;
            role?: string;
            /** Format: date-time */
            seen_at?: string;
            seen_from?: string;
            /** @enum {string} */
            status?: "" | "active" | "blocked";
            tenant?: string;
        };
        StolenReport: {
            account_number?: string;
            /** @description Where it was sent from */
            address: string;
            agent?: string;
            /** Format: date-time */
            blocked_at?: string;
            /** @description What the staff has checked; empty in lists */
            checks: components["schemas"]["StolenCheck"][];
            contact: string;
            /** Format: uuid */
            id: string;
            knows?: string;
            /** @description Language it was told in */
            locale?: string;
            login: string;
            reason?: string;
            /** Format: date-time */
            reported_at: string;
            /** Format: date-time */
            settled_at?: string;
            settled_by?: string;
            /** @enum {string} */
            state: "open" | "blocked" | "restored" | "refused";
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
        Subscription: {
            /** @description It is on the plan that objects begin on: nobody has connected another */
            begins: boolean;
            free: boolean;
            /**
             * Format: date-time
             * @description The next period is debited then
             */
            next_due?: string;
            /** Format: uuid */
            object: string;
            object_name: string;
            /** Format: date-time */
            paid_until?: string;
            /** @enum {string} */
            period?: "month" | "year" | "day" | "active_day";
            /** Format: uuid */
            plan?: string;
            plan_name: string;
            price: components["schemas"]["Price"];
            /**
             * Format: int64
             * @description The higher is served first where money is short
             */
            priority: number;
            /**
             * Format: date-time
             * @description It is paused or unpaid since then
             */
            since?: string;
            /** @enum {string} */
            state: "served" | "trial" | "paused" | "unpaid";
            /** @description It ends when what is paid for is over */
            stops: boolean;
            /**
             * Format: date-time
             * @description It costs nothing until then
             */
            trial_until?: string;
            /**
             * Format: uuid
             * @description That was accepted
             */
            version?: string;
        };
        SubscriptionOutcome: {
            after?: components["schemas"]["Subscription"];
            /** Format: int64 */
            charged: number;
            currency?: string;
            done: boolean;
            /** Format: int64 */
            given_back: number;
            message?: string;
            /**
             * Format: int64
             * @description How much is short, in minor units of the currency
             */
            missing?: number;
            /** Format: uuid */
            object: string;
            /** @description Why nothing was done: short_of_money, version_changed, plan_full, … */
            reason?: string;
        };
        SubscriptionOutcomes: {
            /**
             * Format: int64
             * @description Of all of them, in minor units of the currency
             */
            charged: number;
            currency?: string;
            /** Format: int64 */
            done: number;
            /** Format: int64 */
            given_back: number;
            items: components["schemas"]["SubscriptionOutcome"][];
        };
        SubscriptionWish: {
            /**
             * @description connect: or change; stop: when what is paid for is over; keep: take back that it is to stop
             * @enum {string}
             */
            doing: "connect" | "pause" | "resume" | "stop" | "stop_now" | "keep";
            /** @description Each once */
            objects: string[];
            /** Format: int64 */
            priority?: number;
            /**
             * Format: uuid
             * @description To connect: the version of the plan that was shown and is accepted. Refused if another is in force by now
             */
            version?: string;
        };
        SupportAddress: {
            address: string;
            /** @enum {string} */
            kind: "normal" | "critical";
        };
        SupportCategory: {
            /** @description What is agreed to be answered, by language */
            answers: {
                [key: string]: string;
            };
            forum?: string;
            /** Format: uuid */
            id: string;
            names: {
                [key: string]: string;
            };
            /** @enum {string} */
            scope: "service" | "equipment" | "purchase";
        };
        SupportChannel: {
            name: string;
            url: string;
        };
        SupportContact: {
            email: string;
            /** @description When somebody answers, in words */
            hours: string;
            /** @description The same by language, in place of hours */
            hours_in?: {
                [key: string]: string;
            };
            phone: string;
        };
        SupportFront: {
            addresses: components["schemas"]["SupportAddress"][];
            categories: components["schemas"]["SupportCategory"][];
            channels: components["schemas"]["SupportChannel"][];
            complaints_contact?: string;
            complaints_name?: string;
            /** @description What is known of whoever asks, filled in beforehand */
            facts: {
                [key: string]: string;
            };
            hours?: string;
            /** @description By language, in place of hours */
            hours_in?: {
                [key: string]: string;
            };
            languages: string[];
            /** @description When native speakers are there; absent: none can be asked for */
            native?: components["schemas"]["SupportHours"];
            /** @description For urgent matters; what is said becomes a ticket */
            phone?: string;
            products: components["schemas"]["SupportProduct"][];
        };
        SupportHours: {
            /**
             * Format: date-time
             * @description When somebody is there: now, or the next time
             */
            next: string;
            spans: components["schemas"]["SupportSpan"][];
            zone: string;
        };
        SupportProduct: {
            download?: string;
            name: string;
            /** Format: date-time */
            released_on: string;
            /** Format: date-time */
            supported_until: string;
            version: string;
        };
        SupportSpan: {
            /**
             * Format: int64
             * @description 0 is Sunday
             */
            day: number;
            /**
             * Format: int64
             * @description Minutes from midnight
             */
            from: number;
            /**
             * Format: int64
             * @description Minutes from midnight; 1440 is 24:00
             */
            to: number;
        };
        "Take-cashRequest": {
            /**
             * Format: int64
             * @description In minor units
             */
            amount: number;
            /** @description Where it came from; the customer reads it too */
            comment: string;
            currency: string;
            /** Format: uuid */
            customer: string;
        };
        "Tell-domain-passkeysRequest": {
            /**
             * Format: uuid
             * @description The domain that they will sign in at; absent: the primary one
             */
            next?: string;
        };
        TenantHost: {
            name: string;
            primary: boolean;
        };
        Terms: {
            /** @description What is left of a paid period is given back on a change */
            gives_remainder?: boolean;
            /** @description An active day is debited when it is over */
            in_arrears?: boolean;
            /** @description Of blocked objects it is still told when they were last heard */
            keeps_contact?: boolean;
            limits: components["schemas"]["Limits"];
            /**
             * @description active_day: a day on which the tracker was heard
             * @enum {string}
             */
            period: "month" | "year" | "day" | "active_day";
            price: components["schemas"]["Price"];
            text?: string;
            /** Format: int64 */
            trial_days?: number;
        };
        "Tick-stolenRequest": {
            /** @enum {string} */
            item: "account_number" | "email" | "payment" | "objects" | "person" | "call_back";
            ticked: boolean;
        };
        Ticket: {
            author: string;
            /** @description The answer asks something */
            awaiting: boolean;
            /** Format: uuid */
            category?: string;
            /** Format: date-time */
            changed_at: string;
            critical: boolean;
            /**
             * Format: date-time
             * @description By when at the latest, where the desk is very busy
             */
            deadline_at?: string;
            facts: {
                [key: string]: string;
            };
            /** Format: uuid */
            follows?: string;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "question" | "stolen_login" | "cancellation" | "tracker_claim" | "sms_dispute" | "complaint" | "incident";
            /** @description A native speaker is asked for: their hours count */
            native?: boolean;
            /** Format: int64 */
            number: number;
            /** Format: date-time */
            opened_at: string;
            /**
             * Format: date-time
             * @description By when an answer is promised
             */
            promise_at?: string;
            /** @description Why it is not answered */
            reason?: string;
            /** @enum {string} */
            state: "open" | "answered" | "confirmed" | "grouped" | "escalated" | "unanswerable";
            subject: string;
            /** @description Settled by whoever asked before anybody answered; it can be taken back */
            withdrawn?: boolean;
        };
        TicketAttachment: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            message: string;
            name: string;
            /** Format: int64 */
            size: number;
            type: string;
        };
        TicketLink: {
            /** Format: date-time */
            from?: string;
            /** @enum {string} */
            kind: "object" | "report" | "alert" | "document" | "span" | "page";
            label: string;
            /** Format: uuid */
            subject?: string;
            /** Format: date-time */
            to?: string;
        };
        TicketMessage: {
            /** Format: date-time */
            at: string;
            author: string;
            body: string;
            /** @description For the desk: the address it was sent from */
            email?: string;
            /** @description A note that is the answer of the level above */
            from_above?: boolean;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "asked" | "answer" | "note" | "event";
            machine?: boolean;
            /** @description What was written, where the body is a machine's translation of it */
            original?: string;
            /** @description The language of the original, in two or three letters */
            original_locale?: string;
            /** @enum {string} */
            via: "app" | "mail" | "phone" | "form" | "escalation" | "desk";
            /** @description For the desk: that it is of whom it says it is, written in the app or from the registered address */
            vouched?: boolean;
        };
        TicketSecret: {
            /** Format: date-time */
            expires_at: string;
            /** Format: date-time */
            given_at: string;
            gone: boolean;
            /** Format: uuid */
            id: string;
            label: string;
            /**
             * Format: int64
             * @description How often it was read
             */
            reads: number;
        };
        Today: {
            /**
             * Format: int64
             * @description Customers at every level below
             */
            accounts: number;
            /**
             * Format: int64
             * @description Of them blocked
             */
            blocked: number;
            /**
             * Format: date-time
             * @description When the last of its objects was heard, to the minute
             */
            heard_at?: string;
            /**
             * Format: int64
             * @description Of them never heard
             */
            never: number;
            /**
             * Format: int64
             * @description Opened in the last thirty days
             */
            new_month: number;
            /**
             * Format: int64
             * @description Opened in the last seven days
             */
            new_week: number;
            /** @description Opened last */
            newest: components["schemas"]["BriefCustomer"][];
            /**
             * Format: int64
             * @description Objects it has, with those of all below it
             */
            objects: number;
            /**
             * Format: int64
             * @description Of them neither blocked nor on-line
             */
            offline: number;
            /**
             * Format: int64
             * @description Of them heard a moment ago, and not blocked
             */
            online: number;
            /** @description Here last */
            recent: components["schemas"]["BriefCustomer"][];
            /** Format: int64 */
            resellers: number;
            /**
             * Format: int64
             * @description Of them heard once, and not for a day
             */
            silent_day: number;
            /**
             * Format: int64
             * @description Of those, not for a week
             */
            silent_week: number;
            /** Format: int64 */
            suspended: number;
            /** Format: int64 */
            users: number;
            /** @description What waits for a decision */
            waiting: components["schemas"]["Waiting"][];
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
            /** @description The password was right, and a second step is needed: there is no session yet */
            second?: components["schemas"]["SecondStep"];
        };
        ToldFacts: {
            /** @description By their names; an empty one is taken away */
            facts: {
                [key: string]: string;
            };
        };
        Topic: {
            /**
             * Format: int64
             * @description Given up
             */
            failed: number;
            /** @example mail */
            name: string;
            /**
             * Format: date-time
             * @description Of those that wait
             */
            oldest?: string;
            /** Format: int64 */
            waiting: number;
        };
        Topup: {
            /**
             * Format: int64
             * @description In minor units
             */
            amount: number;
            /** @description A saved card was charged by itself */
            automatic: boolean;
            comment: string;
            /** Format: date-time */
            created_at: string;
            currency: string;
            /**
             * Format: int64
             * @description Of it, what was refunded or disputed
             */
            gone_back: number;
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            paid_at?: string;
            /** @enum {string} */
            source: "card" | "bank" | "cash";
            /**
             * @description open: its payment page may still be paid in
             * @enum {string}
             */
            state: "open" | "paid" | "ended";
        };
        TotpSetUp: {
            /** @description What the picture says that apps take */
            address: string;
            /** @description Shown once */
            secret: string;
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
        "Translate-draftRequest": {
            body: string;
            /** @enum {string} */
            to: "en" | "ru" | "es" | "pt" | "fr";
        };
        "Translate-messageRequest": {
            /** @enum {string} */
            to: "en" | "ru" | "es" | "pt" | "fr";
        };
        TrashedObject: {
            /**
             * Format: date-time
             * @description When it was last heard; absent: never
             */
            heard_at?: string;
            /** Format: uuid */
            id: string;
            kind: string;
            name: string;
            /**
             * Format: date-time
             * @description From when on nothing of it comes back
             */
            purged_at: string;
            /** Format: date-time */
            removed_at: string;
            /** @description Whoever deleted it */
            removed_by?: string;
        };
        UndoneEmail: {
            /** @description Good for choosing a new password, for an hour. Absent: the login is blocked besides */
            reset_token?: string;
        };
        UnidentifiedPayment: {
            /** Format: int64 */
            amount: number;
            currency: string;
            /** Format: date-time */
            date: string;
            /** Format: uuid */
            id: string;
            payer: string;
            payer_account: string;
            payer_tax: string;
            purpose: string;
            reference: string;
            suggestions: components["schemas"]["PaymentSuggestion"][];
        };
        VersionText: {
            /** @description Paragraphs parted by empty lines; ## begins a heading, - an item of a list; {{variables}} are filled when it is posted */
            body: string;
            /** @enum {string} */
            locale: "en" | "ru" | "es" | "pt" | "fr";
            title: string;
        };
        Waiting: {
            /** Format: int64 */
            count: number;
            /** @example applications */
            name: string;
        };
        Wallet: {
            /**
             * Format: int64
             * @description In minor units; below zero: owed
             */
            balance: number;
            /**
             * Format: int64
             * @description How far below zero it may fall
             */
            credit: number;
            currency: string;
            /** Format: uuid */
            customer: string;
            customer_name: string;
            /**
             * Format: int64
             * @description How many days it lasts at that; absent: nothing costs
             */
            days?: number;
            /** Format: uuid */
            id: string;
            /** @enum {string} */
            kind: "reseller" | "account";
            /** @description The customer's account number */
            number: string;
            /**
             * Format: int64
             * @description Objects that are served for it; of a reseller: heard on the day metered last
             */
            paying: number;
            /**
             * Format: int64
             * @description What a day costs, in millionths of a minor unit
             */
            per_day: number;
            /**
             * @description moved: to another provider
             * @enum {string}
             */
            status: "active" | "suspended" | "closed" | "moved";
            /**
             * Format: int64
             * @description Of a reseller on the ladder of debt: 0 none, 1 warned, 2 nothing new, 3 console closed, 4 all stopped
             */
            step: number;
            /**
             * Format: int64
             * @description Of them blocked, since they cannot be paid
             */
            unpaid: number;
        };
        WalletBalance: {
            /**
             * Format: int64
             * @description In minor units; below zero: owed
             */
            amount: number;
            currency: string;
        };
        WalletEntry: {
            /**
             * Format: int64
             * @description In minor units; below zero: taken
             */
            amount: number;
            /**
             * Format: int64
             * @description After it
             */
            balance: number;
            /** Format: date-time */
            booked_at: string;
            /** @description Whoever of one's own has booked it */
            by?: string;
            comment: string;
            /**
             * Format: date
             * @description The day it counts for
             */
            effective: string;
            /**
             * Format: uuid
             * @description Of the transaction
             */
            id: string;
            /** @enum {string} */
            kind: "topup" | "charge" | "package" | "usage" | "metering" | "refund" | "commission" | "bonus" | "correction" | "dispute" | "assignment" | "receipt" | "payout" | "fee" | "opening" | "reversal";
            /** Format: uuid */
            reverses?: string;
        };
        Warning: {
            field: string;
            message: string;
            /** @example imei_check_digit */
            reason: string;
        };
        WatchedObject: {
            /** @description Why it is blocked */
            causes: string[];
            /** Format: date-time */
            heard_at?: string;
            /** Format: uuid */
            id: string;
            kind: string;
            name: string;
            /** @enum {string} */
            status: "moving" | "standing" | "offline" | "never" | "blocked";
            tracker?: components["schemas"]["WatchedTracker"];
        };
        WatchedTracker: {
            identity: string;
            model?: string;
            phone?: string;
            protocol: string;
            /** Format: date-time */
            since: string;
            /** @description The device has not come forward yet */
            waiting: boolean;
        };
        WayIn: {
            /**
             * Format: date-time
             * @description When acting will end
             */
            expires_at: string;
            /** @description On the host of the customer's brand; good once, for a minute */
            url: string;
        };
        Webhook: {
            /** @description It was made before events had names of their own, and hears actions of the audit in their place */
            by_actions?: boolean;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            disabled_at?: string;
            /** @enum {string} */
            disabled_why?: "by hand" | "failing" | "gone";
            /**
             * Format: date-time
             * @description Nothing has got through since
             */
            failing_since?: string;
            /**
             * Format: date-time
             * @description So long the secret before signs too
             */
            former_secret_until?: string;
            /** Format: uuid */
            id: string;
            note?: string;
            /** @description What calls are signed with; told once, when it is made */
            secret?: string;
            /** @description applications, customers, documents, domains, money, objects, subscriptions, tickets */
            topics: string[];
            /** @description https, on a machine of the public internet */
            url: string;
            /**
             * Format: int64
             * @description Messages that wait
             */
            waiting: number;
        };
        WebhookCall: {
            /** Format: int64 */
            attempts: number;
            /** Format: date-time */
            created_at: string;
            /**
             * Format: date-time
             * @description When it is tried next
             */
            due_at?: string;
            /** Format: uuid */
            id: string;
            /**
             * Format: uuid
             * @description The webhook-id header: the same for every attempt
             */
            message: string;
            /**
             * @description cancelled: the address was switched off before it was told
             * @enum {string}
             */
            state: "waiting" | "delivered" | "failed" | "cancelled";
            type: string;
        };
        WebhookCallInFull: {
            /** Format: int64 */
            attempts: number;
            /** @description As it is sent */
            body: string;
            /** Format: date-time */
            created_at: string;
            /**
             * Format: date-time
             * @description When it is tried next
             */
            due_at?: string;
            /** Format: uuid */
            id: string;
            /**
             * Format: uuid
             * @description The webhook-id header: the same for every attempt
             */
            message: string;
            /**
             * @description cancelled: the address was switched off before it was told
             * @enum {string}
             */
            state: "waiting" | "delivered" | "failed" | "cancelled";
            tries: components["schemas"]["WebhookTry"][];
            type: string;
        };
        WebhookData: {
            /** @description Sums are in the smallest unit of the currency */
            after?: {
                [key: string]: unknown;
            };
            /** @description Of actions of the audit */
            before?: {
                [key: string]: unknown;
            };
            /**
             * Format: uuid
             * @description With whom it is
             */
            customer?: string;
            /**
             * @description As what this tenant is told: whoever keeps the desk, the book or the contract, or whoever it is with
             * @enum {string}
             */
            side?: "provider" | "customer";
            subject: components["schemas"]["WebhookSubject"];
        };
        WebhookMessage: {
            data: components["schemas"]["WebhookData"];
            /**
             * Format: date-time
             * @description When it happened; calls may come in another order
             */
            timestamp: string;
            /** @description The event, or the action of the audit */
            type: string;
        };
        WebhookReplay: {
            /**
             * Format: int64
             * @description So many are told again
             */
            messages: number;
        };
        WebhookSecret: {
            /** @description Told this once */
            secret: string;
        };
        WebhookSubject: {
            /** Format: uuid */
            id?: string;
            kind: string;
            name?: string;
        };
        WebhookTry: {
            answer: string;
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            problem?: "private" | "address" | "secret" | "name" | "timeout" | "certificate" | "connection";
            /**
             * Format: int64
             * @description 0: nobody answered
             */
            status: number;
            /** Format: int64 */
            took_ms: number;
        };
        WebhookWanted: {
            note?: string;
            /** @description applications, customers, documents, domains, money, objects, subscriptions, tickets */
            topics: string[];
            /** @description https, on a machine of the public internet */
            url: string;
        };
        Welcome: {
            email?: string;
            /** Format: date-time */
            expires_at: string;
            name: string;
            /** @description Whom one is asked to join */
            tenant: string;
        };
        WholesalePlan: {
            agreed: boolean;
            name: string;
            /** @description What was announced */
            next?: components["schemas"]["PlanVersion"];
            /** @description The plan that comes with it; absent: this one, at another price */
            next_plan?: string;
            /** @description In force now, at the price that counts for you */
            version: components["schemas"]["PlanVersion"];
        };
        WholesaleReseller: {
            /** Format: int64 */
            balance: number;
            /** Format: int64 */
            credit: number;
            currency: string;
            /**
             * Format: date
             * @description Metered last
             */
            day?: string;
            /** Format: uuid */
            id: string;
            /** Format: int64 */
            last_month: number;
            /**
             * Format: int64
             * @description Metered since the first of the month, in minor units
             */
            month: number;
            name: string;
            number: string;
            /**
             * Format: int64
             * @description Heard below it on that day
             */
            objects: number;
            /**
             * Format: uuid
             * @description Absent: it is not charged
             */
            plan?: string;
            plan_name?: string;
            standing: components["schemas"]["Standing"];
            /** @enum {string} */
            status: "active" | "suspended" | "closed";
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
        Work: {
            /** Format: int64 */
            count: number;
            /** @example outbox */
            name: string;
            /**
             * Format: date-time
             * @description The oldest of it
             */
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
    "list-acceptances": {
        parameters: {
            query?: {
                /** @description Of titles. Absent: the brand's */
                locale?: "en" | "ru" | "es" | "pt" | "fr";
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
                    "application/json": components["schemas"]["ItemsMyDocument"];
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
    "accept-documents": {
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
    "use-under-documents": {
        parameters: {
            query?: {
                /** @description Of titles. Absent: the brand's */
                locale?: "en" | "ru" | "es" | "pt" | "fr";
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
                    "application/json": components["schemas"]["ItemsMyDocument"];
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
    "enter-acting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Enter-actingRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActingTokens"];
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
    "leave-acting": {
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
                    "application/json": components["schemas"]["Left"];
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
    "list-actings": {
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
                    "application/json": components["schemas"]["ItemsActing"];
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
    "end-acting": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                acting: string;
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
    "list-agreed-documents": {
        parameters: {
            query?: {
                /** @description Absent: the brand's */
                locale?: "en" | "ru" | "es" | "pt" | "fr";
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
                    "application/json": components["schemas"]["ItemsAgreedDocument"];
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
    "get-agreed-document": {
        parameters: {
            query?: {
                /** @description Absent: the brand's */
                locale?: "en" | "ru" | "es" | "pt" | "fr";
            };
            header?: never;
            path: {
                agreed: string;
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
                    "application/json": components["schemas"]["AgreedDocumentText"];
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
    "get-agreed-document-file": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                agreed: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control"?: string;
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
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
    "list-audit": {
        parameters: {
            query?: {
                /** @description Where to go on: next of the page before. Empty: from the beginning. */
                after?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description Who acted */
                person?: string;
                /** @description What it was done to */
                subject?: string;
                /** @description What the action begins with: fleet., people.person.add */
                action?: string;
                from?: string;
                /** @description Before this moment */
                to?: string;
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
                    "application/json": components["schemas"]["ItemsAuditEntry"];
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
    "check-audit": {
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
                    "application/json": components["schemas"]["AuditChecked"];
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
    "export-audit": {
        parameters: {
            query?: {
                /** @description Who acted */
                person?: string;
                /** @description What it was done to */
                subject?: string;
                /** @description What the action begins with: fleet., people.person.add */
                action?: string;
                from?: string;
                /** @description Before this moment */
                to?: string;
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
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
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
    "get-billing": {
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
                    "application/json": components["schemas"]["Billing"];
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
    "get-autopay": {
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
                    "application/json": components["schemas"]["Autopay"];
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
    "agree-autopay": {
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
                "application/json": components["schemas"]["Agree-autopayRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentPage"];
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
    "stop-autopay": {
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
    "list-wallet-entries": {
        parameters: {
            query: {
                /** @description Where to go on: next of the page before. Empty: from the beginning. */
                after?: string;
                /** @description How many items at most. */
                limit?: number;
                currency: string;
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
                    "application/json": components["schemas"]["ItemsStatementLine"];
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
    "export-entries": {
        parameters: {
            query?: {
                /** @description 1c: 1C ClientBankExchange 1.03 in CP1251; pdf: a statement without a number */
                format?: "csv" | "xlsx" | "1c" | "pdf";
                /** @description The first day, like 2026-03-01; absent: the first of the month */
                from?: string;
                /** @description The last day; absent: today */
                to?: string;
                /** @description Of the wallet; absent: the provider's main one */
                currency?: string;
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
                    "Cache-Control"?: string;
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
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
    "get-wallet-entry": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entry: string;
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
                    "application/json": components["schemas"]["StatementLineDetail"];
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
    "list-packages-bought": {
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
                    "application/json": components["schemas"]["BoughtPackages"];
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
    "buy-package": {
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
                "application/json": components["schemas"]["Buy-packageRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BoughtPackage"];
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
    "list-papers": {
        parameters: {
            query?: {
                /** @description Where to go on: next of the page before. Empty: from the beginning. */
                after?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description Of one kind alone */
                kind?: "statement" | "invoice" | "receipt" | "credit_note";
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
                    "application/json": components["schemas"]["ItemsPaper"];
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
    "get-paper": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                paper: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control"?: string;
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
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
    "get-slip": {
        parameters: {
            query?: {
                /** @description Absent: the provider's main one */
                currency?: string;
                /** @description In minor units; absent: whoever pays chooses */
                amount?: number;
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
                    "Cache-Control"?: string;
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
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
    "list-topups": {
        parameters: {
            query?: {
                /** @description Where to go on: next of the page before. Empty: from the beginning. */
                after?: string;
                /** @description How many items at most. */
                limit?: number;
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
                    "application/json": components["schemas"]["ItemsTopup"];
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
    "begin-topup": {
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
                "application/json": components["schemas"]["Begin-topupRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentPage"];
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
    "close-account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Close-accountRequest"];
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
    "list-applications": {
        parameters: {
            query?: {
                /** @description Where to go on: next of the page before. Empty: from the beginning. */
                after?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description Absent: all */
                status?: "pending" | "opened" | "refused";
                /** @description Part of a name, a login or an address */
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
                    "application/json": components["schemas"]["ItemsApplication"];
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
    "get-application": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                application: string;
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
                    "application/json": components["schemas"]["Application"];
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
    "erase-application": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                application: string;
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
    "approve-application": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                application: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Approve-applicationRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BodyUUID \"json:\\\"account\\\" format:\\\"uuid\\\"\"; Number string \"json:\\\"number\\\"\" }Body"];
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
    "export-application": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                application: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control"?: string;
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
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
    "refuse-application": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                application: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Refuse-applicationRequest"];
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
    "list-books": {
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
                    "application/json": components["schemas"]["ItemsBookSums"];
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
    "get-brand-studio": {
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
                    "application/json": components["schemas"]["BrandStudio"];
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
    "derive-brand": {
        parameters: {
            query?: {
                /** @description A JSON object of tokens by name */
                tokens?: string;
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
                    "application/json": components["schemas"]["BrandDerived"];
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
    "save-brand-draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BrandContent"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BrandStudio"];
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
    "discard-brand-draft": {
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
                    "application/json": components["schemas"]["BrandStudio"];
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
    "preview-brand-draft": {
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
                    "application/json": components["schemas"]["BrandStudio"];
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
    "list-brand-letters": {
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
                    "application/json": components["schemas"]["ItemsBrandLetter"];
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
    "lock-brand-letter": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                letter: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Lock-brand-letterRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemsBrandLetter"];
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
    "get-brand-letter": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                letter: string;
                language: string;
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
                    "application/json": components["schemas"]["BrandLetterSheet"];
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
    "save-brand-letter": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                letter: string;
                language: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BrandText"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BrandLetterSheet"];
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
    "reset-brand-letter": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                letter: string;
                language: string;
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
                    "application/json": components["schemas"]["BrandLetterSheet"];
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
    "draw-brand-paper": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                letter: string;
                language: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Draw-brand-paperRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control"?: string;
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
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
    "show-brand-letter": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                letter: string;
                language: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Show-brand-letterRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BrandLetterShown"];
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
    "test-brand-letter": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                letter: string;
                language: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BrandText"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailTrial"];
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
    "upload-brand-picture": {
        parameters: {
            query: {
                /** @description What it is for */
                kind: "light" | "dark" | "icon" | "maskable" | "document" | "backdrop";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BrandPicture"];
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
    "publish-brand": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Publish-brandRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BrandStudio"];
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
    "list-brand-versions": {
        parameters: {
            query?: {
                /** @description Where to go on: next of the page before. Empty: from the beginning. */
                after?: string;
                /** @description How many items at most. */
                limit?: number;
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
                    "application/json": components["schemas"]["ItemsBrandVersion"];
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
    "restore-brand": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                edition: string;
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
                    "application/json": components["schemas"]["BrandStudio"];
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
                /** @description What a name begins with, from any of its words on, or an account number, or a host */
                q?: string;
                /** @description Absent: both */
                kind?: "reseller" | "account";
                /** @description Absent: all */
                status?: "active" | "suspended" | "closed";
                /** @description Only those that have objects in such a state */
                with?: "blocked" | "offline" | "silent_day" | "silent_week" | "never";
                /** @description Only customers of one's own, not those of resellers below */
                own?: boolean;
                /** @description Opened at this moment or later */
                since?: string;
                /** @description Absent: by name. By figures only with kind=account */
                sort?: "name" | "number" | "since" | "objects" | "users" | "seen";
                /** @description The other way round */
                desc?: boolean;
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
    "open-customer": {
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
                "application/json": components["schemas"]["NewCustomer"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenedCustomer"];
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
    "export-customers": {
        parameters: {
            query?: {
                /** @description What a name begins with, from any of its words on, or an account number, or a host */
                q?: string;
                /** @description Absent: both */
                kind?: "reseller" | "account";
                /** @description Absent: all */
                status?: "active" | "suspended" | "closed";
                /** @description Only those that have objects in such a state */
                with?: "blocked" | "offline" | "silent_day" | "silent_week" | "never";
                /** @description Only customers of one's own, not those of resellers below */
                own?: boolean;
                /** @description Opened at this moment or later */
                since?: string;
                /** @description Absent: by name. By figures only with kind=account */
                sort?: "name" | "number" | "since" | "objects" | "users" | "seen";
                /** @description The other way round */
                desc?: boolean;
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
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    "X-More"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
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
    "get-customer": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
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
                    "application/json": components["schemas"]["OneCustomer"];
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
    "close-customer": {
        parameters: {
            query?: {
                /** @description The customer's name or account number */
                confirm?: string;
            };
            header?: never;
            path: {
                customer: string;
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
    "change-customer": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerChange"];
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
    "get-agreement": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
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
                    "application/json": components["schemas"]["CustomerAgreement"];
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
    "change-agreement": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgreementChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerAgreement"];
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
    "list-customer-documents": {
        parameters: {
            query?: {
                /** @description Absent: the brand's */
                locale?: "en" | "ru" | "es" | "pt" | "fr";
            };
            header?: never;
            path: {
                customer: string;
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
                    "application/json": components["schemas"]["CustomerDocuments"];
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
    "agree-document": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAgreed"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgreedPosted"];
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
    "get-customer-document-texts": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                replacement: string;
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
                    "application/json": components["schemas"]["ItemsKeptText"];
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
    "end-agreed-document": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                replacement: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["End-agreed-documentRequest"];
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
    "list-agreement-files": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
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
                    "application/json": components["schemas"]["ItemsAgreementFile"];
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
    "put-agreement-file": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Put-agreement-fileRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgreementFile"];
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
    "get-agreement-file": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                paper: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control"?: string;
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
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
    "agree-price": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAgreedPrice"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerAgreement"];
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
    "end-agreed-price": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                price: string;
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
                    "application/json": components["schemas"]["CustomerAgreement"];
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
    "change-contract": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContractTerms"];
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
    "give-credit": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Give-creditRequest"];
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
    "list-customer-entries": {
        parameters: {
            query?: {
                /** @description Where to go on: next of the page before. Empty: from the beginning. */
                after?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description Absent: what one sells in */
                currency?: string;
            };
            header?: never;
            path: {
                customer: string;
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
                    "application/json": components["schemas"]["ItemsWalletEntry"];
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
    "book-by-hand": {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeated request harmless: the same key with the same request gets the same answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                customer: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Book-by-handRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Booked"];
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
    "export-customer-entries": {
        parameters: {
            query?: {
                /** @description 1c: 1C ClientBankExchange 1.03 in CP1251; pdf: a statement without a number */
                format?: "csv" | "xlsx" | "1c" | "pdf";
                /** @description The first day, like 2026-03-01; absent: the first of the month */
                from?: string;
                /** @description The last day; absent: today */
                to?: string;
                /** @description Of the wallet; absent: the provider's main one */
                currency?: string;
            };
            header?: never;
            path: {
                customer: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control"?: string;
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
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
    "list-metered-days": {
        parameters: {
            query?: {
                /** @description The first day; absent: thirty days before the last */
                from?: string;
                /** @description The last day; absent: today */
                to?: string;
            };
            header?: never;
            path: {
                customer: string;
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
                    "application/json": components["schemas"]["ItemsMeteredDay"];
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
    "get-customer-money": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
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
                    "application/json": components["schemas"]["CustomerMoney"];
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
    "list-notes": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
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
                    "application/json": components["schemas"]["ItemsCustomerNote"];
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
    "add-note": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Add-noteRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoteID"];
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
    "remove-note": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
                note: string;
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
    "list-objects-of-customer": {
        parameters: {
            query?: {
                /** @description Where to go on: next of the page before. Empty: from the beginning. */
                after?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description Part of a name, an identity or a number */
                q?: string;
                /** @description Any of these; absent: all */
                status?: ("moving" | "standing" | "offline" | "never" | "blocked")[] | null;
            };
            header?: never;
            path: {
                customer: string;
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
                    "application/json": components["schemas"]["ItemsWatchedObject"];
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
    "get-object-plan-of-customer": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
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
                    "application/json": components["schemas"]["ObjectPlan"];
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
    "invite-owner": {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeated request harmless: the same key with the same request gets the same answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                customer: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerOwner"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitedOwner"];
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
    "list-people-of-customer": {
        parameters: {
            query?: {
                /** @description Where to go on: next of the page before. Empty: from the beginning. */
                after?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path: {
                customer: string;
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
                    "application/json": components["schemas"]["ItemsCustomerPerson"];
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
    "list-subscriptions-of-customer": {
        parameters: {
            query?: {
                /** @description Where to go on: next of the page before. Empty: from the beginning. */
                after?: string;
                /** @description How many items at most. */
                limit?: number;
                state?: "served" | "trial" | "paused" | "unpaid";
                /** @description Part of an object's name */
                q?: string;
            };
            header?: never;
            path: {
                customer: string;
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
                    "application/json": components["schemas"]["ItemsSubscription"];
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
    "change-subscriptions-of-customer": {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeated request harmless: the same key with the same request gets the same answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                customer: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubscriptionWish"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionOutcomes"];
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
    "preview-subscriptions-of-customer": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubscriptionWish"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionOutcomes"];
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
    "suspend-customer": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerSuspension"];
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
    "lift-suspension": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
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
    "list-trace-of-customer": {
        parameters: {
            query?: {
                /** @description Where to go on: next of the page before. Empty: from the beginning. */
                after?: string;
                /** @description How many items at most. */
                limit?: number;
            };
            header?: never;
            path: {
                customer: string;
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
                    "application/json": components["schemas"]["ItemsCustomersTrace"];
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
    "why-customer": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
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
                    "application/json": components["schemas"]["CustomerCauses"];
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
    "get-desk": {
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
                    "application/json": components["schemas"]["DeskSet"];
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
    "add-desk-address": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeskAddress"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeID"];
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
    "set-desk-calendar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeskCalendar"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeID"];
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
    "note-call": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Note-callRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeskTicket"];
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
    "set-desk-category": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeskCategory"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeID"];
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
    "add-desk-duty": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeskDuty"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeID"];
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
    "look-at-device": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                look: string;
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
                    "application/json": {
                        [key: string]: unknown;
                    };
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
    "set-desk-macro": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeskMacro"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeID"];
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
    "list-desk-mailboxes": {
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
                    "application/json": components["schemas"]["ItemsDeskMailbox"];
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
    "set-desk-mailbox": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an address of the desk */
                mailbox: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeskMailboxWanted"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeskMailbox"];
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
    "remove-desk-mailbox": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an address of the desk */
                mailbox: string;
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
    "check-desk-mailbox": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The id of an address of the desk */
                mailbox: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeskMailboxWanted"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeskMailboxCheck"];
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
    "set-desk-page": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeskPage"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeID"];
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
    "set-desk-product": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeskProduct"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeID"];
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
    "set-desk-promises": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeskPromises"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeID"];
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
    "list-queue": {
        parameters: {
            query?: {
                /** @description Where to go on: next of the page before. Empty: from the beginning. */
                after?: string;
                /** @description How many items at most. */
                limit?: number;
                kind?: "question" | "stolen_login" | "cancellation" | "tracker_claim" | "sms_dispute" | "complaint" | "incident";
                team?: string;
                category?: string;
                tier?: "gold" | "silver" | "other";
                customer?: string;
                mine?: boolean;
                nobodys?: boolean;
                critical?: boolean;
                awaiting?: boolean;
                /** @description A native speaker is asked for */
                native?: boolean;
                assignee?: string;
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
                    "application/json": components["schemas"]["ItemsDeskTicket"];
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
    "report-desk": {
        parameters: {
            query: {
                /** @description Day of opening like 2026-11-01, in the realm's time zone */
                from: string;
                /** @description The last such day */
                to: string;
                by?: "day" | "week" | "month" | "tier" | "team" | "category" | "kind" | "agent";
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
                    "application/json": components["schemas"]["DeskReport"];
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
    "export-desk-report": {
        parameters: {
            query: {
                /** @description Day of opening like 2026-11-01, in the realm's time zone */
                from: string;
                /** @description The last such day */
                to: string;
                by?: "day" | "week" | "month" | "tier" | "team" | "category" | "kind" | "agent";
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
                    "Cache-Control"?: string;
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
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
    "share-desk-view": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeskView"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeID"];
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
    "drop-shared-desk-view": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                view: string;
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
    "set-desk-team": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeskTeam"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeID"];
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
    "list-desk-tickets": {
        parameters: {
            query?: {
                /** @description Where to go on: next of the page before. Empty: from the beginning. */
                after?: string;
                /** @description How many items at most. */
                limit?: number;
                kind?: "question" | "stolen_login" | "cancellation" | "tracker_claim" | "sms_dispute" | "complaint" | "incident";
                team?: string;
                category?: string;
                tier?: "gold" | "silver" | "other";
                customer?: string;
                mine?: boolean;
                nobodys?: boolean;
                critical?: boolean;
                awaiting?: boolean;
                /** @description A native speaker is asked for */
                native?: boolean;
                assignee?: string;
                state?: ("open" | "answered" | "confirmed" | "grouped" | "escalated" | "unanswerable")[] | null;
                q?: string;
                sort?: "changed" | "opened";
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
                    "application/json": components["schemas"]["ItemsDeskTicket"];
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
    "get-desk-ticket": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case: string;
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
                    "application/json": components["schemas"]["DeskConversation"];
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
    "change-ticket": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Change-ticketRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeskTicket"];
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
    "answer-ticket": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewReply"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeskTicket"];
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
    "get-desk-attachment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case: string;
                attachment: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control"?: string;
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
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
    "escalate-ticket": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Escalate-ticketRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
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
    "preview-escalation": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Preview-escalationRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EscalationDraft"];
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
    "learn-facts": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ToldFacts"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeskTicket"];
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
    "group-ticket": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Group-ticketRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeskTicket"];
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
    "look-at-ticket": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Look-at-ticketRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemsLooker"];
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
    "look-away-from-ticket": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case: string;
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
    "translate-message": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case: string;
                message: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Translate-messageRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeskTranslation"];
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
    "note-in-ticket": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewReply"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeskTicket"];
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
    "refuse-ticket": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Refuse-ticketRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeskTicket"];
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
    "unrefuse-ticket": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case: string;
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
                    "application/json": components["schemas"]["DeskTicket"];
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
    "reopen-ticket": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case: string;
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
                    "application/json": components["schemas"]["DeskTicket"];
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
    "read-secret": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case: string;
                secret: string;
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
                    "application/json": components["schemas"]["SecretValue"];
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
    "split-ticket": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Split-ticketRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeskTicket"];
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
    "translate-draft": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Translate-draftRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftTranslation"];
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
    "ungroup-ticket": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case: string;
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
                    "application/json": components["schemas"]["DeskTicket"];
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
    "get-desk-translator": {
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
                    "application/json": components["schemas"]["DeskTranslator"];
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
    "set-desk-translator": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeskTranslatorWanted"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeskTranslator"];
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
    "remove-desk-translator": {
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
    "check-desk-translator": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeskTranslatorWanted"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeskTranslatorCheck"];
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
    "order-desk-views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Order-desk-viewsRequest"];
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
    "list-desk-views": {
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
                    "application/json": components["schemas"]["ItemsDeskView"];
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
    "keep-desk-view": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeskView"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeID"];
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
    "drop-desk-view": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                view: string;
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
    "set-desk-webhook": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Set-desk-webhookRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeID"];
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
    "remove-from-desk": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                shelf: "address" | "macro" | "product" | "duty" | "team" | "calendar";
                item: string;
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
    "list-document-acceptances": {
        parameters: {
            query?: {
                /** @description Where to go on: next of the page before. Empty: from the beginning. */
                after?: string;
                /** @description How many items at most. */
                limit?: number;
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
                    "application/json": components["schemas"]["ItemsDocumentAcceptance"];
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
    "export-document-acceptances": {
        parameters: {
            query?: {
                format?: "csv" | "xlsx";
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
                    "Cache-Control"?: string;
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
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
    "preview-document": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Preview-documentRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentPreview"];
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
    "get-document-starter": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: "terms" | "privacy" | "support" | "sms";
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
                    "application/json": components["schemas"]["DocumentStarter"];
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
    "list-document-histories": {
        parameters: {
            query?: {
                /** @description Absent: the brand's */
                locale?: "en" | "ru" | "es" | "pt" | "fr";
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
                    "application/json": components["schemas"]["ItemsDocumentHistory"];
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
    "post-document": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Post-documentRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentVersion"];
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
    "get-document-texts": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Of the version */
                document: string;
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
                    "application/json": components["schemas"]["ItemsKeptText"];
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
    "get-document-changes": {
        parameters: {
            query?: {
                /** @description Absent: the brand's */
                locale?: "en" | "ru" | "es" | "pt" | "fr";
            };
            header?: never;
            path: {
                /** @description Of the version */
                document: string;
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
                    "application/json": components["schemas"]["DocumentChanges"];
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
    "withdraw-document": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Of the version */
                document: string;
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
    "list-domains": {
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
                    "application/json": components["schemas"]["ItemsDomain"];
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
    "ask-for-domain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Ask-for-domainRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Domain"];
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
    "get-domain": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                domain: string;
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
                    "application/json": components["schemas"]["Domain"];
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
    "remove-domain": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                domain: string;
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
    "bring-domain-certificate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                domain: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Bring-domain-certificateRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Domain"];
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
    "drop-domain-certificate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                domain: string;
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
                    "application/json": components["schemas"]["Domain"];
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
    "check-domain": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                domain: string;
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
                    "application/json": components["schemas"]["Domain"];
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
    "count-domain-passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                domain: string;
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
                    "application/json": components["schemas"]["BoundPasskeys"];
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
    "tell-domain-passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                domain: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Tell-domain-passkeysRequest"];
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
    "make-domain-primary": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                domain: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Make-domain-primaryRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Domain"];
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
    "redirect-domain": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                domain: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Redirect-domainRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Domain"];
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
    "list-dormant-accounts": {
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
                    "application/json": components["schemas"]["ItemsDormantAccount"];
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
    "remove-dormant-account": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
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
    "warn-dormant-account": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
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
    "list-grants": {
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
                    "application/json": components["schemas"]["ItemsAccessGrant"];
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
    "grant-access": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Grant-accessRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessGrant"];
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
    "revoke-grant": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                grant: string;
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
    "list-import-fields": {
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
                    "application/json": components["schemas"]["ImportFields"];
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
    "list-imports": {
        parameters: {
            query?: {
                /** @description Where to go on: next of the page before. Empty: from the beginning. */
                after?: string;
                /** @description How many items at most. */
                limit?: number;
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
                    "application/json": components["schemas"]["ItemsImport"];
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
    "upload-import": {
        parameters: {
            query?: {
                /** @description The file's name */
                name?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
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
    "get-import": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import: string;
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
                    "application/json": components["schemas"]["Import"];
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
    "discard-import": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import: string;
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
    "check-import": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Check-importRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
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
    "list-import-left": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import: string;
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
                    "application/json": components["schemas"]["ItemsImportLeft"];
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
    "list-import-lines": {
        parameters: {
            query?: {
                /** @description Where to go on: next of the page before. Empty: from the beginning. */
                after?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description Absent: all */
                outcome?: "created" | "changed" | "unchanged" | "wrong";
            };
            header?: never;
            path: {
                import: string;
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
                    "application/json": components["schemas"]["ItemsImportLine"];
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
    "take-import-passwords": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control"?: string;
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
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
    "get-import-result": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control"?: string;
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
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
    "start-import": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import: string;
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
                    "application/json": components["schemas"]["Import"];
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
    "undo-import": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import: string;
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
                    "application/json": components["schemas"]["Import"];
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
    "get-mail-sender": {
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
                    "application/json": components["schemas"]["MailSender"];
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
    "change-mail-sender": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Change-mail-senderRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailSender"];
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
    "check-mail-sender": {
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
                    "application/json": components["schemas"]["MailSender"];
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
    "list-mail-suppressions": {
        parameters: {
            query?: {
                /** @description Where to go on: next of the page before. Empty: from the beginning. */
                after?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description Part of an address */
                search?: string;
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
                    "application/json": components["schemas"]["ItemsMailSuppression"];
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
    "lift-mail-suppression": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                suppression: string;
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
    "test-mail-sender": {
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
                    "application/json": components["schemas"]["MailTrial"];
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
    "list-maintenance": {
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
                    "application/json": components["schemas"]["ItemsMaintenance"];
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
    "announce-maintenance": {
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
                "application/json": components["schemas"]["NewMaintenance"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Maintenance"];
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
    "cancel-maintenance": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                maintenance: string;
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
    "get-margin": {
        parameters: {
            query?: {
                /** @description The first month; absent: eleven before the last */
                from?: string;
                /** @description The last month; absent: this one */
                to?: string;
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
                    "application/json": components["schemas"]["Margin"];
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
    "export-margin": {
        parameters: {
            query?: {
                /** @description The first month; absent: eleven before the last */
                from?: string;
                /** @description The last month; absent: this one */
                to?: string;
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
                    "Cache-Control"?: string;
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
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
    "export-margin-sheet": {
        parameters: {
            query?: {
                /** @description The first month; absent: eleven before the last */
                from?: string;
                /** @description The last month; absent: this one */
                to?: string;
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
                    "Cache-Control"?: string;
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
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
    "list-margin-entries": {
        parameters: {
            query: {
                /** @description Where to go on: next of the page before. Empty: from the beginning. */
                after?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description The first month; absent: eleven before the last */
                from?: string;
                /** @description The last month; absent: this one */
                to?: string;
                currency: string;
                source: "plan" | "package" | "wholesale" | "given_back" | "bonuses" | "corrections" | "commission" | "fees" | "disputes";
                /** @description Of the price list; absent: all of that source */
                item?: string;
                /** @description Absent: of all */
                customer?: string;
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
                    "application/json": components["schemas"]["ItemsMarginEntry"];
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
    "get-margin-figure": {
        parameters: {
            query: {
                /** @description The first month; absent: eleven before the last */
                from?: string;
                /** @description The last month; absent: this one */
                to?: string;
                currency: string;
                source: "plan" | "package" | "wholesale" | "given_back" | "bonuses" | "corrections" | "commission" | "fees" | "disputes";
                /** @description Of the price list; absent: all of that source */
                item?: string;
                /** @description Absent: of all */
                customer?: string;
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
                    "application/json": components["schemas"]["MarginFigure"];
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
    "move-customer": {
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
                "application/json": components["schemas"]["CustomerMove"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MovedCustomer"];
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
    "preview-move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoveTried"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MovePreview"];
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
    "get-opening": {
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
                    "application/json": components["schemas"]["OpeningOffer"];
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
    "list-issued-papers": {
        parameters: {
            query?: {
                /** @description Where to go on: next of the page before. Empty: from the beginning. */
                after?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description Of one kind alone */
                kind?: "statement" | "invoice" | "receipt" | "credit_note";
                /** @description Of one customer alone */
                customer?: string;
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
                    "application/json": components["schemas"]["ItemsIssuedPaper"];
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
    "get-issued-paper": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                paper: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control"?: string;
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
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
    "credit-invoice": {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeated request harmless: the same key with the same request gets the same answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                paper: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Credit-invoiceRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedPaper"];
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
    "get-partner-settings": {
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
                    "application/json": components["schemas"]["PartnerSettings"];
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
    "change-partner-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PartnerSettings"];
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
    "list-payments": {
        parameters: {
            query?: {
                /** @description Where to go on: next of the page before. Empty: from the beginning. */
                after?: string;
                /** @description How many items at most. */
                limit?: number;
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
                    "application/json": components["schemas"]["ItemsPayment"];
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
    "take-cash": {
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
                "application/json": components["schemas"]["Take-cashRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payment"];
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
    "import-statement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Import-statementRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatementImport"];
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
    "get-stripe": {
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
                    "application/json": components["schemas"]["CardConnection"];
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
    "connect-stripe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Connect-stripeRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CardConnection"];
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
    "disconnect-stripe": {
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
    "list-takebacks": {
        parameters: {
            query?: {
                /** @description Where to go on: next of the page before. Empty: from the beginning. */
                after?: string;
                /** @description How many items at most. */
                limit?: number;
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
                    "application/json": components["schemas"]["ItemsPaymentTakeback"];
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
    "keep-receipt": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                takeback: string;
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
    "reverse-receipt": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                takeback: string;
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
    "list-unidentified": {
        parameters: {
            query?: {
                /** @description Where to go on: next of the page before. Empty: from the beginning. */
                after?: string;
                /** @description How many items at most. */
                limit?: number;
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
                    "application/json": components["schemas"]["ItemsUnidentifiedPayment"];
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
    "assign-payment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                receipt: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Assign-paymentRequest"];
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
    "own-payment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                receipt: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Own-paymentRequest"];
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
    "return-payment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                receipt: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Return-paymentRequest"];
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
    "refund-payment": {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeated request harmless: the same key with the same request gets the same answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                payment: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Refund-paymentRequest"];
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
    "list-payouts": {
        parameters: {
            query?: {
                /** @description Where to go on: next of the page before. Empty: from the beginning. */
                after?: string;
                /** @description How many items at most. */
                limit?: number;
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
                    "application/json": components["schemas"]["ItemsPayout"];
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
    "begin-payout": {
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
                "application/json": components["schemas"]["Begin-payoutRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Payout"];
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
    "list-payout-requests": {
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
                    "application/json": components["schemas"]["ItemsPayoutRequest"];
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
    "cancel-payout": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                payout: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PayoutUndoingBody"];
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
    "note-payout-returned": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                payout: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PayoutUndoingBody"];
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
    "note-payout-sent": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                payout: string;
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
    "list-packages": {
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
                    "application/json": components["schemas"]["ItemsListedPackage"];
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
    "create-package": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPackage"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListedPackage"];
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
    "change-package": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                package: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PackageChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListedPackage"];
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
    "publish-package": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                package: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Publish-packageRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListedPackage"];
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
    "withdraw-package": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                package: string;
                release: string;
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
                    "application/json": components["schemas"]["ListedPackage"];
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
    "list-plans": {
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
                    "application/json": components["schemas"]["ItemsListedPlan"];
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
    "create-plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPlan"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListedPlan"];
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
    "change-plan": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlanChange"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListedPlan"];
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
    "publish-plan": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Publish-planRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListedPlan"];
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
    "withdraw-plan": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan: string;
                version: string;
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
                    "application/json": components["schemas"]["ListedPlan"];
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
    "get-provider": {
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
                    "application/json": components["schemas"]["Provider"];
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
    "list-provider-agreed-documents": {
        parameters: {
            query?: {
                /** @description Absent: the brand's */
                locale?: "en" | "ru" | "es" | "pt" | "fr";
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
                    "application/json": components["schemas"]["ItemsAgreedDocument"];
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
    "get-provider-agreed-document": {
        parameters: {
            query?: {
                /** @description Absent: the brand's */
                locale?: "en" | "ru" | "es" | "pt" | "fr";
            };
            header?: never;
            path: {
                agreed: string;
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
                    "application/json": components["schemas"]["AgreedDocumentText"];
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
    "get-provider-agreed-document-file": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                agreed: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control"?: string;
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
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
    "list-provider-documents": {
        parameters: {
            query?: {
                /** @description Absent: the brand's */
                locale?: "en" | "ru" | "es" | "pt" | "fr";
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
                    "application/json": components["schemas"]["ItemsProviderDocument"];
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
    "accept-provider-documents": {
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
    "get-provider-document": {
        parameters: {
            query?: {
                /** @description Absent: the brand's */
                locale?: "en" | "ru" | "es" | "pt" | "fr";
            };
            header?: never;
            path: {
                /** @description Of the version */
                document: string;
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
                    "application/json": components["schemas"]["ProviderDocumentText"];
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
    "list-owed-entries": {
        parameters: {
            query?: {
                /** @description Where to go on: next of the page before. Empty: from the beginning. */
                after?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description Absent: of the wallet that was opened first */
                currency?: string;
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
                    "application/json": components["schemas"]["ItemsWalletEntry"];
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
    "export-provider-entries": {
        parameters: {
            query?: {
                /** @description 1c: 1C ClientBankExchange 1.03 in CP1251; pdf: a statement without a number */
                format?: "csv" | "xlsx" | "1c" | "pdf";
                /** @description The first day, like 2026-03-01; absent: the first of the month */
                from?: string;
                /** @description The last day; absent: today */
                to?: string;
                /** @description Of the wallet; absent: the provider's main one */
                currency?: string;
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
                    "Cache-Control"?: string;
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
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
    "list-owed-days": {
        parameters: {
            query?: {
                /** @description The first day; absent: thirty days before the last */
                from?: string;
                /** @description The last day; absent: today */
                to?: string;
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
                    "application/json": components["schemas"]["ItemsMeteredDay"];
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
    "get-owed": {
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
                    "application/json": components["schemas"]["Owed"];
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
    "list-provider-papers": {
        parameters: {
            query?: {
                /** @description Where to go on: next of the page before. Empty: from the beginning. */
                after?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description Of one kind alone */
                kind?: "statement" | "invoice" | "receipt" | "credit_note";
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
                    "application/json": components["schemas"]["ItemsPaper"];
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
    "get-provider-paper": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                paper: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control"?: string;
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
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
    "get-provider-slip": {
        parameters: {
            query?: {
                /** @description Absent: the provider's main one */
                currency?: string;
                /** @description In minor units; absent: whoever pays chooses */
                amount?: number;
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
                    "Cache-Control"?: string;
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
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
    "provider-desk-page": {
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
                    "application/json": components["schemas"]["SupportFront"];
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
    "provider-list-tickets": {
        parameters: {
            query?: {
                /** @description Where to go on: next of the page before. Empty: from the beginning. */
                after?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description Its number, or words in its subject or in what was said in it: all of them */
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
                    "application/json": components["schemas"]["ItemsTicket"];
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
    "provider-ask": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTicket"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
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
    "provider-get-ticket": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket: string;
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
                    "application/json": components["schemas"]["Conversation"];
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
    "provider-get-attachment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket: string;
                attachment: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control"?: string;
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
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
    "provider-confirm-ticket": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket: string;
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
    "provider-tell-facts": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ToldFacts"];
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
    "list-handed-looks": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket: string;
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
                    "application/json": components["schemas"]["ItemsAllowedLook"];
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
    "hand-look-on": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Hand-look-onRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeID"];
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
    "provider-reply": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMessage"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
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
    "provider-name-in-ticket": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Provider-name-in-ticketRequest"];
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
    "provider-give-secret": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Provider-give-secretRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeID"];
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
    "provider-end-secret": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket: string;
                secret: string;
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
    "provider-withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket: string;
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
    "provider-unwithdraw": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket: string;
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
    "list-questions": {
        parameters: {
            query?: {
                /** @description Where to go on: next of the page before. Empty: from the beginning. */
                after?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description Those that are answered too */
                settled?: boolean;
                /** @description Part of a name, an address or a question */
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
                    "application/json": components["schemas"]["ItemsQuestion"];
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
    "erase-question": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                question: string;
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
    "export-question": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                question: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control"?: string;
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
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
    "settle-question": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                question: string;
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
    "get-realm-settings": {
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
                    "application/json": components["schemas"]["RealmSettings"];
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
    "change-realm-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RealmSettings"];
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
    "get-sign-in-rules": {
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
                    "application/json": components["schemas"]["SignInRules"];
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
    "change-sign-in-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInRules"];
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
    "get-sign-up-settings": {
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
                    "application/json": components["schemas"]["SignUpRules"];
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
    "change-sign-up-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignUpSettings"];
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
    "get-start": {
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
                    "application/json": components["schemas"]["StartGuide"];
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
    "change-start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Change-startRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StartGuide"];
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
    "list-stolen": {
        parameters: {
            query?: {
                /** @description Where to go on: next of the page before. Empty: from the beginning. */
                after?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description Only those that wait for somebody */
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
                    "application/json": components["schemas"]["ItemsStolenReport"];
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
    "get-stolen": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                report: string;
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
                    "application/json": components["schemas"]["StolenReport"];
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
    "block-stolen": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                report: string;
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
                    "application/json": components["schemas"]["StolenReport"];
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
    "tick-stolen": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                report: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Tick-stolenRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StolenReport"];
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
    "look-up-stolen": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                report: string;
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
                    "application/json": components["schemas"]["StolenFacts"];
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
    "refuse-stolen": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                report: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Refuse-stolenRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StolenReport"];
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
    "restore-stolen": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                report: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Restore-stolenRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StolenReport"];
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
    "act-in": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tenant: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Act-inRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WayIn"];
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
    "get-today": {
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
                    "application/json": components["schemas"]["Today"];
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
    "get-transaction": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                transaction: string;
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
                    "application/json": components["schemas"]["LedgerTransaction"];
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
    "reverse-transaction": {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeated request harmless: the same key with the same request gets the same answer. */
                "Idempotency-Key"?: string;
            };
            path: {
                transaction: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reverse-transactionRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Booked"];
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
    "list-closed-customers": {
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
                    "application/json": components["schemas"]["ItemsClosedCustomer"];
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
    "restore-customer": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customer: string;
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
    "list-wallets": {
        parameters: {
            query?: {
                /** @description Where to go on: next of the page before. Empty: from the beginning. */
                after?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description Part of a name, or what an account number begins with */
                q?: string;
                currency?: string;
                /** @description Absent: all of live customers; left: what is in the wallets of those that are closed or have moved away, or owed */
                state?: "unpaid" | "owing" | "ending" | "credits" | "left";
                /** @description Absent: both */
                kind?: "reseller" | "account";
                /** @description Absent: by name */
                sort?: "name" | "number" | "balance" | "days" | "unpaid";
                desc?: boolean;
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
                    "application/json": components["schemas"]["ItemsWallet"];
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
    "list-wholesale": {
        parameters: {
            query?: {
                /** @description Where to go on: next of the page before. Empty: from the beginning. */
                after?: string;
                /** @description How many items at most. */
                limit?: number;
                q?: string;
                /** @description Only those on the ladder of debt */
                owing?: boolean;
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
                    "application/json": components["schemas"]["ItemsWholesaleReseller"];
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
    "get-ladder": {
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
                    "application/json": components["schemas"]["DebtLadder"];
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
    "change-ladder": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DebtLadder"];
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
    "list-documents": {
        parameters: {
            query?: {
                /** @description Absent: the brand's */
                locale?: "en" | "ru" | "es" | "pt" | "fr";
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
                    "application/json": components["schemas"]["DocumentList"];
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
    "get-document": {
        parameters: {
            query?: {
                /** @description Absent: the brand's */
                locale?: "en" | "ru" | "es" | "pt" | "fr";
                /** @description Absent: the one in force */
                version?: number;
            };
            header?: never;
            path: {
                kind: "terms" | "privacy" | "support" | "sms";
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
                    "application/json": components["schemas"]["DocumentText"];
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
    "get-changes-of-document": {
        parameters: {
            query?: {
                /** @description Absent: the brand's */
                locale?: "en" | "ru" | "es" | "pt" | "fr";
                /** @description Absent: the one in force */
                version?: number;
            };
            header?: never;
            path: {
                kind: "terms" | "privacy" | "support" | "sms";
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
                    "application/json": components["schemas"]["DocumentChanges"];
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
    "download-document": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: string;
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
    "get-email": {
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
                    "application/json": components["schemas"]["MyEmail"];
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
    "change-email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Change-emailRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MyEmail"];
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
    "confirm-email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkBodyBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfirmedEmail"];
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
    "cancel-email": {
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
    "undo-email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkBodyBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UndoneEmail"];
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
    "get-entity": {
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
                    "application/json": components["schemas"]["LegalEntity"];
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
    "change-entity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LegalEntity"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LegalEntity"];
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
    "get-factors": {
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
                    "application/json": components["schemas"]["MyFactors"];
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
    "renew-recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Proof"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
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
    "begin-totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Proof"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TotpSetUp"];
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
    "confirm-totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Confirm-totpRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoveryCodes"];
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
    "remove-totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Proof"];
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
    "get-help": {
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
                    "application/json": components["schemas"]["Help"];
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
    "get-limits": {
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
                    "application/json": components["schemas"]["EffectiveLimits"];
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
    "list-coming-maintenance": {
        parameters: {
            query?: {
                locale?: string;
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
                    "application/json": components["schemas"]["ItemsComingMaintenance"];
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
    "block-objects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Block-objectsRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManyChanged"];
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
    "delete-objects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Delete-objectsRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManyChanged"];
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
    "export-objects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ManyObjects"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control"?: string;
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
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
    "move-objects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Move-objectsRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManyChanged"];
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
    "unblock-objects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ManyObjects"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManyChanged"];
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
    "get-object-plan": {
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
                    "application/json": components["schemas"]["ObjectPlan"];
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
    "why-object": {
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
                    "application/json": components["schemas"]["Causes"];
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
    "get-offer": {
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
                    "application/json": components["schemas"]["Offer"];
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
    "get-partner-page": {
        parameters: {
            query?: {
                /** @description Absent: the brand's */
                locale?: "en" | "ru" | "es" | "pt" | "fr";
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
                    "application/json": components["schemas"]["PartnerPage"];
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
    "ask-for-business": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Ask-for-businessRequest"];
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
    "confirm-business": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Confirm-businessRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartnerOpened"];
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
    "look-up-partner-host": {
        parameters: {
            query: {
                /** @description What it begins with */
                name: string;
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
                    "application/json": components["schemas"]["PartnerHost"];
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
    "add-passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Add-passkeyRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewPasskey"];
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
    "begin-passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Proof"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PasskeyChallenge"];
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
    "rename-passkey": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                passkey: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Rename-passkeyRequest"];
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
    "remove-passkey": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                passkey: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Proof"];
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
                /** @description Only these people, of those who are found; separated by commas */
                only?: string[] | null;
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
    "erase-person": {
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
    "export-person": {
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
                    "Cache-Control"?: string;
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
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
    "reset-persons-factors": {
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
    "list-persons-keys": {
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
    "revoke-persons-key": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
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
    "check-all-audits": {
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
                    "application/json": components["schemas"]["ChainsChecked"];
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
    "get-health": {
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
                    "application/json": components["schemas"]["Health"];
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
    "list-hosts": {
        parameters: {
            query?: {
                /** @description Where to go on: next of the page before. Empty: from the beginning. */
                after?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description What a host begins with */
                q?: string;
                /** @description Absent: all */
                state?: "pending" | "verified" | "issuing" | "active" | "degraded" | "detached" | "contested";
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
                    "application/json": components["schemas"]["ItemsPlatformHost"];
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
    "release-host": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                domain: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Release-hostRequest"];
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
    "get-background-work": {
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
                    "application/json": components["schemas"]["BackgroundWork"];
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
    "try-messages-again": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                topic: string;
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
                    "application/json": components["schemas"]["Again"];
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
    "list-tenants": {
        parameters: {
            query?: {
                /** @description Where to go on: next of the page before. Empty: from the beginning. */
                after?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description What a name begins with, from any of its words on, or an account number, or a host */
                q?: string;
                /** @description Absent: both */
                kind?: "reseller" | "account";
                /** @description Absent: all */
                status?: "active" | "suspended" | "closed";
                /** @description Only the children of this one */
                parent?: string;
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
    "get-tenant": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                tenant: string;
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
                    "application/json": components["schemas"]["OneTenant"];
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
    "export-profile": {
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
                    "application/json": components["schemas"]["Kept"];
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
    "list-recipients": {
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
                    "application/json": components["schemas"]["ItemsRecipient"];
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
    "add-recipient": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Add-recipientRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recipient"];
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
    "change-recipient": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                recipient: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecipientWanted"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Recipient"];
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
    "remove-recipient": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                recipient: string;
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
    "ask-recipient": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                recipient: string;
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
    "ask-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Ask-resetRequest"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
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
    "read-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkBodyBody"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResetReady"];
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
    "reset-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reset-passwordRequest"];
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
    "sign-in-passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Sign-in-passkeyRequest"];
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
    "ask-passkey": {
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
                    "application/json": components["schemas"]["Challenge"];
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
    "sign-in-second": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Sign-in-secondRequest"];
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
    "ask-second-passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Ask-second-passkeyRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Challenge"];
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
    "get-sign-up": {
        parameters: {
            query?: {
                /** @description Absent: the brand's */
                locale?: "en" | "ru" | "es" | "pt" | "fr";
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
                    "application/json": components["schemas"]["SignUpPage"];
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
    "sign-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Sign-upRequest"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedUp"];
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
    "get-my-address": {
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
                    "application/json": components["schemas"]["MyAddress"];
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
    "confirm-sign-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Confirm-sign-upRequest"];
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
    "resend-confirmation": {
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
    "ask-before-sign-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Ask-before-sign-upRequest"];
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
    "report-stolen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Report-stolenRequest"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
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
    "list-subscriptions": {
        parameters: {
            query?: {
                /** @description Where to go on: next of the page before. Empty: from the beginning. */
                after?: string;
                /** @description How many items at most. */
                limit?: number;
                plan?: string;
                state?: "served" | "trial" | "paused" | "unpaid";
                /** @description Part of an object's name */
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
                    "application/json": components["schemas"]["ItemsSubscription"];
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
    "change-subscriptions": {
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
                "application/json": components["schemas"]["SubscriptionWish"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionOutcomes"];
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
    "list-plan-choices": {
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
                    "application/json": components["schemas"]["PlanChoices"];
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
    "preview-subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubscriptionWish"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionOutcomes"];
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
    "desk-page": {
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
                    "application/json": components["schemas"]["SupportFront"];
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
    "revoke-look": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                look: string;
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
    "list-tickets": {
        parameters: {
            query?: {
                /** @description Where to go on: next of the page before. Empty: from the beginning. */
                after?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description Its number, or words in its subject or in what was said in it: all of them */
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
                    "application/json": components["schemas"]["ItemsTicket"];
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
    ask: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTicket"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
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
    "get-ticket": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket: string;
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
                    "application/json": components["schemas"]["Conversation"];
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
    "get-attachment": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket: string;
                attachment: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "Cache-Control"?: string;
                    "Content-Disposition"?: string;
                    "Content-Type"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
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
    "confirm-ticket": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket: string;
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
    "tell-facts": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ToldFacts"];
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
    "list-looks": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket: string;
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
                    "application/json": components["schemas"]["ItemsAllowedLook"];
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
    "grant-look": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Grant-lookRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeID"];
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
    reply: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMessage"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
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
    "name-in-ticket": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Name-in-ticketRequest"];
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
    "give-secret": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Give-secretRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeID"];
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
    "end-secret": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket: string;
                secret: string;
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
    withdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket: string;
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
    unwithdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket: string;
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
    "list-trash": {
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
                    "application/json": components["schemas"]["ItemsTrashedObject"];
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
    "restore-object": {
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
                    "application/json": components["schemas"]["Restored"];
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
    "get-webhook-call": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                call: string;
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
                    "application/json": components["schemas"]["WebhookCallInFull"];
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
    "replay-webhook-call": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                call: string;
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
    "list-webhooks": {
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
                    "application/json": components["schemas"]["ItemsWebhook"];
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
    "add-webhook": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookWanted"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
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
    "change-webhook": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Change-webhookRequest"];
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
    "remove-webhook": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook: string;
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
    "list-webhook-calls": {
        parameters: {
            query?: {
                /** @description Where to go on: next of the page before. Empty: from the beginning. */
                after?: string;
                /** @description How many items at most. */
                limit?: number;
                /** @description Absent: all */
                state?: "waiting" | "delivered" | "failed" | "cancelled";
            };
            header?: never;
            path: {
                webhook: string;
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
                    "application/json": components["schemas"]["ItemsWebhookCall"];
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
    "hear-webhook-events": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook: string;
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
    "replay-webhook": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Replay-webhookRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookReplay"];
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
    "rotate-webhook-secret": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook: string;
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
                    "application/json": components["schemas"]["WebhookSecret"];
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
    "test-webhook": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                webhook: string;
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
    "why-self": {
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
                    "application/json": components["schemas"]["Causes"];
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
