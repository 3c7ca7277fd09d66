//! Their settings.

use std::path::Path;

use super::Ports;

pub(crate) const SIEVE: &str = r#"require ["vacation"];
vacation :days 0 :subject "Abwesenheitsnotiz: Bin im Urlaub" "Ich bin bis 1.12. nicht da.";
"#;

/// Ends both servers and takes the directory away when the pipe closes. When this process ends while
/// a server's process stands still, the system hangs up on all of them: the shell must not listen.
/// Dovecot is started again when it was killed, as a service manager does; what it left behind may
/// hold its ports for a moment.
pub(crate) fn life(dir: &Path, root: bool) -> String {
    let dir = dir.display();
    let who = if root { "setpriv --reuid=nobody --regid=nogroup --clear-groups " } else { "" };
    format!(
        "trap '' HUP\n\
         (while [ ! -e {dir}/over ]; do {who}dovecot -F -c {dir}/d/dovecot.conf; sleep 0.2; done) &\n\
         keeper=$!\nread -r _\n\
         if [ -d {dir}/p/etc ]; then postfix -c {dir}/p/etc stop; fi\n\
         touch {dir}/over\nkill $(cat {dir}/d/run/master.pid)\nwait $keeper\nrm -rf {dir}\n"
    )
}

pub(crate) fn oauth2(d: &Path) -> String {
    format!(
        "introspection_mode = local\nlocal_validation_key_dict = fs:posix:prefix={}/keys/\n\
         username_attribute = email\n",
        d.display()
    )
}

pub(crate) fn dovecot(dir: &Path, d: &Path, user: &str, group: &str, ports: &Ports) -> String {
    let (dir, d) = (dir.display(), d.display());
    let Ports { imap, imaps, lmtp, auth, smtp, .. } = ports;
    format!(
        r"base_dir = {d}/run
state_dir = {d}/state
log_path = {d}/dovecot.log
info_log_path = {d}/dovecot.log
instance_name = test
verbose_proctitle = yes
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 0
protocols = imap lmtp
listen = 127.0.0.1
ssl = yes
ssl_cert = <{dir}/cert.pem
ssl_key = <{dir}/key.pem
disable_plaintext_auth = no
auth_failure_delay = 0
auth_mechanisms = plain login xoauth2 oauthbearer
mail_max_userip_connections = 100
imap_idle_notify_interval = 2 s
passdb {{
  driver = passwd-file
  args = {d}/passwd
}}
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {d}/oauth2.conf
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={d}/mail/%u
}}
mail_location = maildir:~/Maildir
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Sent {{
    auto = subscribe
    special_use = \Sent
  }}
  mailbox Junk {{
    auto = subscribe
    special_use = \Junk
  }}
}}
service auth {{
  chroot =
  inet_listener sasl {{
    address = 127.0.0.1
    port = {auth}
  }}
}}
service anvil {{
  chroot =
  # Who was refused is not made to wait: all tests come from one address.
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
service imap-login {{
  chroot =
  process_min_avail = 1
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
    ssl = yes
  }}
}}
service lmtp {{
  chroot =
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {lmtp}
  }}
}}
protocol lmtp {{
  postmaster_address = postmaster@example.test
  mail_plugins = sieve
}}
submission_host = 127.0.0.1:{smtp}
recipient_delimiter = +
plugin {{
  sieve = file:~/sieve;active=~/.dovecot.sieve
  sieve_vacation_min_period = 0
}}
"
    )
}

pub(crate) fn main_cf(dir: &Path, p: &Path, ports: &Ports) -> String {
    let (dir, p, lmtp) = (dir.display(), p.display(), ports.lmtp);
    format!(
        "compatibility_level = 3.6
queue_directory = {p}/queue
data_directory = {p}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = {p}/postfix.log
maillog_file_prefixes = {p}
multi_instance_name = postfix-test
myhostname = mx.example.test
myorigin = example.test
mydestination =
local_transport = error:no local delivery
alias_maps =
alias_database =
local_recipient_maps =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
smtp_dns_support_level = disabled
disable_dns_lookups = yes
recipient_delimiter = +
message_size_limit = 31457280
virtual_mailbox_domains = example.test
virtual_mailbox_limit = 0
virtual_transport = lmtp:inet:127.0.0.1:{lmtp}
transport_maps = inline:{{ {{example.test=lmtp:inet:127.0.0.1:{lmtp}}}, {{void.test=discard:}}, {{bounce.test=error:5.1.1 no such user here}} }}
default_transport = error:5.4.4 no route in the test network
smtpd_relay_restrictions = permit_mynetworks, permit_sasl_authenticated, reject
smtpd_recipient_restrictions = permit_mynetworks, permit_sasl_authenticated, reject
smtpd_tls_security_level = may
smtpd_tls_cert_file = {dir}/cert.pem
smtpd_tls_key_file = {dir}/key.pem
minimal_backoff_time = 2s
maximal_backoff_time = 5s
queue_run_delay = 2s
"
    )
}

pub(crate) fn master_cf(ports: &Ports) -> String {
    let Ports { smtp, submission, auth, .. } = ports;
    format!(
        "127.0.0.1:{smtp} inet n - n - - smtpd
127.0.0.1:{submission} inet n - n - - smtpd
  -o smtpd_tls_security_level=encrypt
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_sasl_type=dovecot
  -o smtpd_sasl_path=inet:127.0.0.1:{auth}
  -o smtpd_relay_restrictions=permit_sasl_authenticated,reject
  -o smtpd_recipient_restrictions=permit_sasl_authenticated,reject
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
lmtp unix - - n - - lmtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"
    )
}
