package kentongan.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import kentongan.rule.Mapping;
import kentongan.rule.MappingFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which events the mapping to ECS leads to which log source, and where it finds Sigma's names. In
/// a search `¦` stands for the bar, which divides columns here.
class EcsMappingTest {
  private static final Mapping ECS = MappingFile.read(Path.of("rules/mappings/ecs.yaml"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
"""
category: webserver | cs-uri-query: /a?b=1 | {"event.dataset":"nginx.access","url.original":"/a?b=1","url.query":"b=1"}
category: webserver | cs-uri-stem: /a | {"event.dataset":"apache.access","url.path":"/a"}
category: webserver | cs-uri-query¦contains: <script | {"event.dataset":"nginx.access","url.original":"/a?b=%3Cscript%3E"}
category: webserver | sc-status: 200 | {"event.dataset":"webserver.access","http":{"response":{"status_code":200}}}
category: proxy | c-uri: http://a.example/x | {"event.dataset":"squid.log","url.original":"http://a.example/x"}
category: proxy | cs-host: a.example | {"event.dataset":"squid.log","url.domain":"a.example"}
category: proxy | c-useragent: x | {"event.dataset":"squid.log","user_agent.original":"x"}
category: proxy | c-uri-extension: exe | {"event.dataset":"squid.log","url.extension":"exe"}
{product: linux, service: auth} | process.name: useradd | {"event.dataset":"system.auth","process.name":"useradd"}
{product: linux, service: sshd} | user.name: root | {"event.dataset":"system.auth","process.name":"sshd","user.name":"root"}
{product: linux, service: sudo} | message: x | {"event.dataset":"system.auth","process.name":"sudo","message":"x"}
{product: linux, service: cron} | message: x | {"event.dataset":"system.auth","process.name":"CRON","message":"x"}
{product: linux, service: cron} | message: x | {"event.dataset":"log","log.file.path":"/var/log/syslog","message":"x"}
{product: linux, service: syslog} | message: x | {"event.dataset":"log","log.file.path":"/var/log/messages","message":"x"}
{product: linux, service: syslog} | message: x | {"event.dataset":"system.syslog","message":"x"}
{product: linux, service: auditd} | type: EXECVE | {"event.dataset":"auditd.log","event.action":"execve"}
{product: linux, service: auditd} | a0: chmod | {"event.dataset":"auditd.log","auditd":{"log":{"a0":"chmod"}}}
{product: linux, service: auditd} | name: /etc/x | {"event.dataset":"auditd.log","auditd":{"log":{"name":"/etc/x"}}}
{product: linux, service: auditd} | message: x | {"event.dataset":"log","log.file.path":"/var/log/audit/audit.log","message":"x"}
{product: linux, service: vsftpd} | message: x | {"event.dataset":"log","log.file.path":"/var/log/vsftpd.log","message":"x"}
{product: linux, category: process_creation} | CommandLine: id | {"event.dataset":"endpoint.events.process","host.os.type":"linux","process.command_line":"id"}
{product: linux, category: process_creation} | ParentImage: /bin/sh | {"event.dataset":"endpoint.events.process","host.os.type":"linux","process":{"parent":{"executable":"/bin/sh"}}}
{product: linux, category: file_event} | TargetFilename: /a | {"event.dataset":"endpoint.events.file","host.os.type":"linux","file.path":"/a"}
{product: linux, category: file_event} | TargetFilename: /a | {"event.module":"file_integrity","event.dataset":"file","host.os.type":"linux","file.path":"/a"}
{product: linux, category: network_connection} | DestinationIp: 192.0.2.1 | {"event.dataset":"endpoint.events.network","host.os.type":"linux","destination.ip":"192.0.2.1"}
{product: windows, service: security} | EventID: 4732 | {"winlog.channel":"Security","winlog.event_id":4732}
{product: windows, service: security} | TargetSid: S-1 | {"winlog.channel":"Security","winlog":{"event_data":{"TargetSid":"S-1"}}}
{product: windows, service: windefend} | EventID: 5001 | {"winlog.channel":"Microsoft-Windows-Windows Defender/Operational","winlog.event_id":"5001"}
{product: windows, service: applocker} | EventID: 8004 | {"winlog.channel":"Microsoft-Windows-AppLocker/EXE and DLL","winlog.event_id":8004}
{product: windows, service: openssh} | EventID: 4 | {"winlog.channel":"OpenSSH/Operational","winlog.event_id":4}
{category: process_creation, product: windows} | CommandLine: a | {"winlog.channel":"Microsoft-Windows-Sysmon/Operational","event.code":"1","winlog.event_data.CommandLine":"a"}
{category: file_event, product: windows} | TargetFilename: a | {"winlog.channel":"Microsoft-Windows-Sysmon/Operational","event.code":"11","winlog.event_data.TargetFilename":"a"}
category: dns | query: a.example | {"event.dataset":"network_traffic.dns","dns.question.name":"a.example"}
category: dns | record_type: TXT | {"event.dataset":"zeek.dns","dns.question.type":"TXT"}
{product: zeek, service: dns} | query: a.example | {"event.dataset":"zeek.dns","dns.question.name":"a.example"}
{product: zeek, service: dns} | id.resp_p: 53 | {"event.dataset":"zeek.dns","destination.port":53}
{product: zeek, service: http} | c-uri: /a | {"event.dataset":"zeek.http","url.original":"/a"}
{product: zeek, service: smb_files} | name: a.exe | {"event.dataset":"zeek.smb_files","file.name":"a.exe"}
{product: zeek, service: dce_rpc} | operation: x | {"event.dataset":"zeek.dce_rpc","zeek.dce_rpc.operation":"x"}
{product: zeek, service: x509} | certificate.serial: 1F | {"event.dataset":"zeek.x509","zeek.x509.certificate.serial":"1F"}
category: firewall | dst_port: 445 | {"event.dataset":"cisco_asa.log","destination.port":445}
category: firewall | dst_ip: 192.0.2.1 | {"event.dataset":"zeek.connection","destination.ip":"192.0.2.1"}
{product: fortigate, service: event} | cfgpath: system.admin | {"event.dataset":"fortinet_fortigate.log","fortinet.firewall.cfgpath":"system.admin"}
{product: cisco, service: aaa} | message: x | {"event.dataset":"cisco_ios.log","message":"x"}
category: database | message: x | {"event.dataset":"postgresql.log","message":"x"}
category: application | message: x | {"event.dataset":"log","message":"x"}
{product: apache, service: apache} | message: x | {"event.dataset":"apache.error","message":"x"}
{product: metricbeat, service: filesystem} | system.filesystem.used.pct: 1 | {"event.dataset":"system.filesystem","system.filesystem.used.pct":1}
{product: kentongan, service: check} | kentongan.check.reason: dns | {"event.dataset":"kentongan.check","kentongan.check.reason":"dns"}
""")
  void an_event_reaches_the_rules_of_its_log_source(String source, String search, String event) {
    assertThat(isFound(source, search, event)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
"""
category: proxy | c-uri: /a | {"event.dataset":"nginx.access","url.original":"/a"}
category: proxy | c-uri: /a | {"event.dataset":"apache.access","url.original":"/a"}
category: webserver | cs-uri: /a | {"event.dataset":"squid.log","url.original":"/a"}
{product: linux, service: sshd} | message: x | {"event.dataset":"system.auth","process.name":"sudo","message":"x"}
{product: linux, service: syslog} | message: x | {"event.dataset":"log","log.file.path":"/srv/app.log","message":"x"}
{product: linux, category: process_creation} | CommandLine: a | {"winlog.channel":"Microsoft-Windows-Sysmon/Operational","event.code":"1","winlog.event_data.CommandLine":"a"}
{product: windows, category: process_creation} | CommandLine: id | {"event.dataset":"endpoint.events.process","host.os.type":"linux","process.command_line":"id"}
{product: linux, category: file_event} | TargetFilename: a | {"event.module":"file_integrity","event.dataset":"file","host.os.type":"windows","file.path":"a"}
{product: windows, service: security} | EventID: 4732 | {"winlog.channel":"System","winlog.event_id":4732}
{product: windows, category: process_creation} | CommandLine: a | {"winlog.channel":"Microsoft-Windows-Sysmon/Operational","event.code":"11","winlog.event_data.CommandLine":"a"}
category: dns | query: a.example | {"event.dataset":"zeek.http","dns.question.name":"a.example"}
{product: kentongan, service: page} | kentongan.check.reason: dns | {"event.dataset":"kentongan.check","kentongan.check.reason":"dns"}
""")
  void an_event_of_another_source_does_not(String source, String search, String event) {
    assertThat(isFound(source, search, event)).isFalse();
  }

  private static boolean isFound(String source, String search, String event) {
    var colon = search.indexOf(": ");
    var rules =
        Rules.read(
            """
            title: a
            logsource: %s
            detection:
                a:
                    '%s': '%s'
                condition: a
            """
                .formatted(
                    source.startsWith("{") ? source : "{" + source + "}",
                    search.substring(0, colon).replace('¦', '|'),
                    search.substring(colon + 2)));
    var found =
        new Scan(rules, ECS, false).document(event.getBytes(StandardCharsets.UTF_8), 1, false);
    return !found.orElseThrow().isEmpty();
  }
}
