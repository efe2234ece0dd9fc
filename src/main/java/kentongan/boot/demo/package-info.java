/// The demonstration: five small sites, three agents, an organisation of invented people, and a
/// timetable of attacks that must become the right incidents.
///
/// Not here: anything that the product itself needs. The demonstration uses the product from
/// outside: real agents in processes of their own, a real collector, real mail.
///
/// Read first: [DemoCommand][kentongan.boot.demo.DemoCommand],
/// [DemoStory][kentongan.boot.demo.DemoStory], [DemoSites][kentongan.boot.demo.DemoSites].
@NullMarked
package kentongan.boot.demo;

import org.jspecify.annotations.NullMarked;
