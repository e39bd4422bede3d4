import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Has veraPDF hold every file of a folder against PDF/UA-1, and names what breaks a rule. */
public final class PdfUa {
    private static final PDFAFlavour UA = PDFAFlavour.fromString("ua1");

    public static void main(String[] folder) throws Exception {
        // It tells of every rule that it reads, of other standards too.
        Logger.getLogger("").setLevel(Level.SEVERE);
        VeraGreenfieldFoundryProvider.initialise();
        List<Path> files;
        try (Stream<Path> all = Files.list(Path.of(folder[0]))) {
            files = all.sorted().toList();
        }
        boolean whole = !files.isEmpty();
        long rules = 0;
        long checks = 0;
        for (Path file : files) {
            ValidationResult said = validate(Files.readAllBytes(file));
            rules = said.getValidationProfile().getRules().size();
            checks += said.getTotalAssertions();
            if (!said.isCompliant()) {
                whole = false;
                System.err.println(file);
                said.getTestAssertions().stream().limit(20).forEach(PdfUa::tell);
            }
        }
        if (whole && validate(broken(Files.readAllBytes(files.get(0)))).isCompliant()) {
            System.err.println("a file without its tags passes, so the validator is not at work");
            whole = false;
        }
        if (!whole) {
            System.exit(1);
        }
        System.out.println(
            "veraPDF finds nothing against PDF/UA-1 in " + files.size() + " files, by " + rules + " rules and " + checks + " checks");
    }

    private static ValidationResult validate(byte[] file) throws Exception {
        try (InputStream input = new ByteArrayInputStream(file);
             PDFAParser parser = Foundries.defaultInstance().createParser(input, UA);
             PDFAValidator validator = Foundries.defaultInstance().createValidator(UA, false)) {
            return validator.validate(parser);
        }
    }

    /** The same file, its tags lost. */
    private static byte[] broken(byte[] file) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        return text.replace("/StructTreeRoot", "/StructTreeRooX").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void tell(TestAssertion one) {
        String rule = one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber();
        System.err.println("  " + rule + ": " + one.getMessage() + ", at " + one.getLocation().getContext());
    }
}
