package io.tallygate.benchmarks.load;

import io.tallygate.benchmarks.Kind;
import io.tallygate.benchmarks.SampleRequest;
import java.util.Random;

/** Prints a script for wrk that sends, over and over, requests which the rules take. */
public final class TrafficScript {

    private static final int REQUESTS = 600;

    private TrafficScript() {}

    /** Takes the number of rules. */
    public static void main(String[] args) {
        int rules = Integer.parseInt(args[0]);
        Random random = new Random(1);
        System.out.println("local samples = {");
        for (int i = 0; i < REQUESTS; i++) {
            SampleRequest request = Kind.MIXED.hit(random.nextInt(rules));
            StringBuilder headers = new StringBuilder();
            request.rawHeaders()
                    .forEach((name, value) -> headers.append("[\"")
                            .append(name)
                            .append("\"]=\"")
                            .append(value)
                            .append("\","));
            System.out.println("  {\"" + request.rawPath() + "\", {" + headers + "}},");
        }
        System.out.println("}");
        System.out.println("local requests, next = {}, 0");
        System.out.println("init = function()");
        System.out.println("  for i, s in ipairs(samples) do requests[i] = wrk.format(\"GET\", s[1], s[2]) end");
        System.out.println("end");
        System.out.println("request = function()");
        System.out.println("  next = next % #requests + 1");
        System.out.println("  return requests[next]");
        System.out.println("end");
    }
}
