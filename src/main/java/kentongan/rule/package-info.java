/// Rule text -> [Rule][kentongan.rule.Rule]: Sigma rules and correlations as YAML files, what they
/// mean, what is wrong with them and on which line; filters that narrow them, as they are read and
/// as they are written; and the mapping from Sigma's field names and log sources to the events of
/// this house.
///
/// Not here: matching events (`detection`), and what people do about a match (`incident`).
///
/// Read first: [Rule][kentongan.rule.Rule], [RuleFiles][kentongan.rule.RuleFiles],
/// [Search][kentongan.rule.Search].
@ApplicationModule(allowedDependencies = {"event"})
@NullMarked
package kentongan.rule;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
