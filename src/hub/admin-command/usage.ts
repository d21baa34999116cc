export const adminUsage = `Administration of a hub, by whoever may read its data folder. It goes to the hub that
runs there; where none runs, to its records themselves.

  npm run hub -- admin COMMAND [--data DIR] [--json]

  people list                      everybody who works here, or did
  people add E-MAIL --role ROLE    makes somebody, and says their password this once
  people set E-MAIL                changes what is given of
        --name NAME  --role agent|supervisor|admin
        --group NAME…  --all-groups           whose queues they serve
        --skill NAME=LEVEL…  --no-skill NAME… levels are 0 to 100
        --language zh-CN|en…  --all-languages what they answer in
        --capacity N|usual                    conversations at once
        --listed yes|no  --product TEXT  --picture FILE
                                              as customers may choose them
  people disable E-MAIL            signs them out everywhere; they cannot sign in
  people enable E-MAIL
  people password E-MAIL           a new password, said this once

  devices list                     accounts on devices, and what became of wipes
  devices wipe [DEVICE] [--person E-MAIL]
                                   ends the sessions at once; what is kept there of the accounts
                                   goes at the device’s next contact (the one of --person only,
                                   or theirs on every device)
  devices keep [DEVICE] [--person E-MAIL]
                                   takes that back where the device has not been told of it

  sessions list E-MAIL             where somebody is signed in
  sessions end E-MAIL [SESSION]    ends that sign-in, or all of theirs; their desk says why

  crashes list                     reports of crashes that desks have sent, where a policy says so
  crashes get ID --out FILE        a report: a piece of memory, with what people wrote perhaps
  crashes remove ID

  policy show                      what desks of this hub are ruled (docs/policies.md)
  policy set NAME VALUE [--lock]   recommended; with --lock nobody can change it
  policy remove NAME
  policy require VERSION|none      asks older desks to update
        --days N                  after so many days (14) they take no new conversations
        --refuse VERSION          those below that are not let in: only where they do harm
  policy export FILE    policy import FILE    policy history    policy restore VERSION

  groups list    skills list    hours list    rules list

  plan show                        all of the routing plan, to read
  plan export FILE [--version N]   the plan as JSON, to change; “-” is standard output
  plan check FILE                  says what is wrong in it; 1 when there are errors
  plan import FILE [--force]       puts it in force; refused when the plan was changed
                                   after the export, unless with --force
  plan history
  plan restore VERSION             puts an earlier one in force again

  handbook show                    fields of customers, dispositions and checklists, to read
  handbook export FILE [--version N]
  handbook check FILE
  handbook import FILE [--force]
  handbook history
  handbook restore VERSION

  watch show                       what supervisors are told of
  watch export FILE [--version N]
  watch import FILE [--force]
  watch try [FILE]                 how often these rules would have raised an alert in the last 7 days
  watch history
  watch restore VERSION

  origins list                     sites that may embed the widget
  origins allow SITE               as https://shop.example.com
  origins withdraw SITE

  identity show                    the secret that your site signs customers with
  identity new                     makes another; what was signed before counts no more

  orders show                      where orders of customers are asked for (docs/orders.md)
  orders set ADDRESS               as https://erp.example.com/orders?customer={sub};
                                   what is not given stays
        --internal yes|no                     the host is in our own network
        --header NAME  --secret FILE          what goes along; “-” is standard input
        --no-header
        --patience SECONDS
  orders test --sub ID --email E-MAIL --phone NUMBER
                                   asks for somebody’s orders as desks would; 1 when it fails
  orders remove

  reports rebuild                  makes the facts of all reports anew from the conversations, beside
                                   the running hub, and says how far it is

  sign-in show                     the company’s identity provider (docs/sign-in.md)
  sign-in set FILE [--secret FILE] as the JSON there says; an absent secret stays
  sign-in passwords yes|no         whether passwords of this hub count beside it
  sign-in test                     asks the provider as a sign-in would, and says what is wrong; 1 when
                                   something is
  sign-in remove                   passwords count again

  audit verify                     whether the audit trail is whole; 1 when it is not, and what is wrong
  audit export                     its lines, to standard output
        --from TIME  --to TIME                as 2026-11-30 (a day here, the last one included)
                                              or 2026-11-30T08:00:00Z
        --format csv|jsonl                    csv, unless it is said

  backup create FILE|DIR           copies all that the hub keeps into one file, beside the running hub
                                   (docs/operations.md); in a folder it has a name of its own
        --passphrase FILE                     seals it, and puts the key of the secrets into it
        --keep N                              in a folder: removes all but the latest N
  backup verify FILE               whether it is whole, and of what; 1 when it is not
        --passphrase FILE
  backup restore FILE              into an empty data folder, where no hub runs
        --passphrase FILE
        --key FILE                            of the secrets, where the backup has none
        --replace                             what is there is kept beside it, under another name
        --keep-sessions                       nobody has to sign in again

  --data DIR   the hub’s data folder (default: as of the hub)
  --json       answers as JSON
  --help       this text

YINGKE_DATABASE_URL and YINGKE_SECRETS_KEY are heeded as by the hub. The end is 0 when it was done, 1 when it was
refused or there are errors, 2 when the command is not understood.
`;
